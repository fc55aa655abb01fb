using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>An rsyslogd that gives up the rights of root reads a log that its group may read.</summary>
public sealed class UserTests : IDisposable
{
    readonly TempFolder _folder = new();
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", "chgrp", "chown", "ps", Root = true, Relp = true)]
    public void AnRsyslogOfAnotherUserReadsALogOfItsGroup()
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        Directory.CreateDirectory(_folder["host1-logs"]);
        Directory.CreateDirectory(_folder["host1-rsyslog"]);
        var commands = FleetDocument.Command("chgrp adm")
            .With("/var/log/app", _folder["host1-logs"])
            .With("-R syslog ", "-R nobody ")
            .With("/var/spool/rsyslog", _folder["host1-rsyslog"])
            .With("/etc/ship", _folder["certificates"]);
        Shell.Run("chmod", "0711", _folder.Path);
        Shell.Run("sh", "-ec", commands);
        var user = FleetDocument.File("rsyslog-user.conf").With("\"syslog\"", "\"nobody\"");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => user + certificates.In(c, "host", "host1.example"),
            options: "mode=640");
        var last = _pair.Host.Writer.AskNumber("write 300 size=50", "wrote");
        _pair.Host.AwaitArrival(last);
        Assert.Equal("nobody\n", Shell.Run("ps", "-o", "user=", "-p", $"{_pair.Host.Follower.Pid}"));
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }
}
