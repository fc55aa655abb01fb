using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Long and odd lines on their way by syslog-ng, and the files that it writes on the central server.</summary>
public sealed class SyslogNgLineTests : IDisposable
{
    readonly TempFolder _folder = new();
    SyslogNgFleet? _fleet;

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void LinesOfUpToAMillionBytesArriveUnchanged()
    {
        var host = Start();
        OddLines.Write(host);
        host.AwaitArrival(host.Writer.AskNumber("write 1 size=499900", "wrote"));
        Assert.Equal(host.Written.Order(StringComparer.Ordinal), host.Arrived.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(host.Written.Max(l => l.Length), 999_900, 1_000_000);
    }

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void ALongerLineArrivesInPiecesAndTheNextLinesArriveToo()
    {
        var host = Start();
        host.Writer.AskNumber("write 1 size=600000", "wrote");
        host.Writer.AskNumber("write 10 size=50", "wrote");
        Eventually.True(() => host.Written.Intersect(host.Arrived).Count() == 10, "the next lines");
        var pieces = host.Arrived.Except(host.Written).ToList();
        Assert.Equal(2, pieces.Count);
        Assert.Contains(string.Concat(pieces), host.Written);
    }

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", "logrotate", "kill", Root = true)]
    public void TheCentralFilesAreRotatedWithoutLosingALine()
    {
        var host = Start();
        host.Writer.Ask("pump 5 size=50 pause=20", "pumping");
        foreach (var archive in new[] { "app.clef.1", "app.clef.2.gz", "app.clef.3.gz" })
        {
            Eventually.True(() => host.Arrived.Count > 0, "lines in a new file");
            CentralRotation.Run(_folder, _fleet!.Arrived, _fleet.Central);
            Assert.True(System.IO.File.Exists(Path.Combine(_fleet.Arrived, "host1", archive)), archive);
        }
        var last = Fleet.StopWriting(host);
        Eventually.True(() => Numbers.From(1, last).SequenceEqual(CentralRotation.NumbersOnce(_folder, host)), "every line");
    }

    public void Dispose()
    {
        _fleet?.Dispose();
        _folder.Dispose();
    }

    ShippingHost Start()
    {
        _fleet = new SyslogNgFleet(_folder, hosts: 1, bufferBytes: 20_000_000);
        return _fleet.Hosts[0];
    }
}
