using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>What rsyslogd keeps on a host does not grow for ever.</summary>
public sealed class HostFilesTests : IDisposable
{
    readonly TempFolder _folder = new();
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", "logrotate", "find", Root = true, Relp = true)]
    public void LogrotateEmptiesTheCountersAndDeletesOldPositions()
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => certificates.In(c, "host", "host1.example"));
        var (host, spool, counters) = (_pair.Host, _folder["host1-rsyslog"], new Counters(_pair.Statistics));
        host.AwaitArrival(host.Writer.AskNumber("write 100 size=50", "wrote"));
        Eventually.True(() => counters.Last("ship", "processed") == 100, "counters");
        string[] Positions() => Directory.GetFiles(spool, "imfile-state:*");
        Eventually.True(() => Positions().Length > 0, "a position");
        var old = Path.Combine(spool, "imfile-state:1:0123456789abcdef");
        System.IO.File.WriteAllText(old, "{}");
        System.IO.File.SetLastWriteTimeUtc(old, DateTime.Parse("2026-01-01", CultureInfo.InvariantCulture));

        _folder.Write("logrotate.conf", FleetDocument.File("logrotate-host").With("/var/spool/rsyslog", spool));
        Shell.Run("chmod", "600", _folder["logrotate.conf"]);
        Shell.Run("logrotate", "--force", "--state", _folder["logrotate.state"], _folder["logrotate.conf"]);

        Assert.NotEqual(0, new FileInfo($"{_pair.Statistics}.1").Length);
        Assert.DoesNotContain(old, Positions());
        Assert.NotEmpty(Positions());
        host.AwaitArrival(host.Writer.AskNumber("write 20 size=50", "wrote"));
        Eventually.True(() => counters.Last("ship", "processed") == 120, "counters in the emptied file");
        Assert.DoesNotContain('\0', FileInUse.Text(_pair.Statistics));
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }
}
