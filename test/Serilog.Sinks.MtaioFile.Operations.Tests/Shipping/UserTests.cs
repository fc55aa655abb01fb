using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The users and the folder that the commands of the page make, on a machine whose users are its own.</summary>
public sealed class UserTests : IDisposable
{
    readonly TempFolder _folder = new();
    OwnMounts? _users;
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", "unshare", "nsenter", "useradd", "setpriv", "chown", "ps", Root = true, Relp = true)]
    public void AnRsyslogOfAnotherUserReadsALogOfItsGroup()
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        var (logs, etc) = (_folder["host1-logs"], _folder["etc"]);
        Directory.CreateDirectory(_folder["host1-rsyslog"]);
        _users = new OwnMounts($"cp -a /etc {etc}; sed -i -E '/^(app|syslog):/d' {etc}/passwd {etc}/shadow {etc}/group {etc}/gshadow; "
            + $"chmod 0711 {_folder.Path}; mount --bind {etc} /etc");
        _users.Run(FleetDocument.Command("useradd --system --no-create-home --shell /usr/sbin/nologin app").With("/var/log/app", logs));
        _users.Run(FleetDocument.Command("chown -R syslog")
            .With("/var/spool/rsyslog", _folder["host1-rsyslog"])
            .With("/etc/ship", _folder["certificates"]));
        Assert.Equal("app adm 2750\n", _users.Run($"stat -c '%U %G %a' {logs}"));
        _users.Run($"cd {logs}; setpriv --reuid app --regid app --clear-groups touch file; [ $(stat -c %G file) = adm ]; rm file");

        var user = FleetDocument.File("rsyslog-user.conf");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => user + certificates.In(c, "host", "host1.example"),
            options: "mode=640",
            _users);
        var last = _pair.Host.Writer.AskNumber("write 300 size=50", "wrote");
        _pair.Host.AwaitArrival(last);
        Assert.Equal("syslog\n", _users.Run($"ps -o user= -p {_pair.Host.Follower.Pid}"));
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _users?.Dispose();
        _folder.Dispose();
    }
}
