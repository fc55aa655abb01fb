using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The files of the central rsyslogd: rotated, read, watched.</summary>
public sealed partial class CentralFilesTests : IDisposable
{
    readonly TempFolder _folder = new();
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", "logrotate", "kill", "zcat", "sort", Root = true, Relp = true)]
    public void TheCentralFilesAreRotatedWithoutLosingALine()
    {
        Start();
        var configuration = FleetDocument.File("logrotate-central")
            .With("/var/log/central", _pair!.Arrived)
            .With("/usr/lib/rsyslog/rsyslog-rotate", $"kill -HUP {_pair.Central.Pid}");
        _folder.Write("logrotate.conf", configuration);
        _pair.Host.Writer.Ask("pump 5 size=50 pause=20", "pumping");
        foreach (var archive in new[] { "app.clef.1", "app.clef.2.gz", "app.clef.3.gz" })
        {
            Eventually.True(() => _pair.Host.Arrived.Count > 0, "lines in a new file");
            Shell.Run("logrotate", "--force", "--state", _folder["logrotate.state"], _folder["logrotate.conf"]);
            Assert.True(System.IO.File.Exists(Path.Combine(_pair.Arrived, "host1", archive)), archive);
        }
        var last = Fleet.StopWriting(_pair.Host);
        Eventually.True(() => Numbers.From(1, last).SequenceEqual(NumbersOnce()), "every line once");
        Assert.Equal(NumbersOnce().Count, MtaioLogReader.Open(_pair!.Host.ArrivedFile).Records().Count());
    }

    [RequiresFact("rsyslogd", "openssl", "jq", "sed", "tail", Root = true, Relp = true)]
    public void TheCommandsTellHowFarBehindTheServerIs()
    {
        Start();
        var last = _pair!.Host.Writer.AskNumber("write 10 size=50", "wrote");
        _pair.Host.AwaitArrival(last);
        var age = Run(FleetDocument.Command("the last line is").With("/var/log/central", _pair.Arrived));
        Assert.Matches($"^{_pair.Host.ArrivedFile}: the last line is [0-9]+ s old\n$", age);

        // Up to 128 lines are on their way, and wait no longer.
        _pair.Central.Kill();
        last = _pair.Host.Writer.AskNumber("write 300 size=50", "wrote");
        var waiting = FleetDocument.Command("ship-stats.log").With("/var/spool/rsyslog/ship-stats.log", _pair.Statistics);
        Eventually.True(() => WaitingLines().Match(Run(waiting)) is { Success: true, Value: not "0" }, "waiting lines");
        _pair.Central.Start();
        _pair.Host.AwaitArrival(last);
        Eventually.True(() => Run(waiting) == "0 lines wait\n", () => $"no waiting lines, not {Run(waiting)}");
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }

    void Start()
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => certificates.In(c, "host", "host1.example"));
    }

    IReadOnlyList<long> NumbersOnce()
    {
        Run(FleetDocument.Command("sort -u").With("/var/log/central/host1/app.clef", _pair!.Host.ArrivedFile));
        return [.. _folder.Text("once.clef").Split('\n')[..^1].Select(ShippingHost.NumberOf)];
    }

    string Run(string command) => Shell.Run("env", "-C", _folder.Path, "sh", "-ec", command);

    [GeneratedRegex("^[0-9]+(?= lines wait\n$)")]
    private static partial Regex WaitingLines();
}
