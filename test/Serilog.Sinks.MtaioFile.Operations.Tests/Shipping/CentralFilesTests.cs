using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool;

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
        _pair!.Host.Writer.Ask("pump 5 size=50 pause=20", "pumping");
        foreach (var archive in new[] { "app.clef.1", "app.clef.2.gz", "app.clef.3.gz" })
        {
            Eventually.True(() => _pair.Host.Arrived.Count > 0, "lines in a new file");
            CentralRotation.Run(_folder, _pair.Arrived, _pair.Central);
            Assert.True(System.IO.File.Exists(Path.Combine(_pair.Arrived, "host1", archive)), archive);
        }
        var last = Fleet.StopWriting(_pair.Host);
        Eventually.True(
            () => Numbers.From(1, last).SequenceEqual(CentralRotation.NumbersOnce(_folder, _pair.Host)), "every line once");
    }

    [RequiresFact("rsyslogd", "openssl", "logrotate", "kill", "zcat", "sort", Root = true, Relp = true)]
    public async Task TheCentralFilesShowWhetherALineIsMissing()
    {
        Start("sequence=true");
        var host = _pair!.Host;
        host.Writer.AskNumber("write 100 size=50", "wrote");
        Eventually.True(() => host.Written.All(host.Arrived.Contains), "the first lines");
        CentralRotation.Run(_folder, _pair.Arrived, _pair.Central);
        host.Writer.AskNumber("write 100 size=50", "wrote");
        host.Writer.Ask("dispose", "disposed");
        var written = host.Written;
        Eventually.True(() => CentralRotation.LinesOnce(_folder, host).Count == written.Count, "all lines");

        var shown = new StringWriter();
        Assert.Equal(0, await MtaioLogTool.RunAsync(["cat", host.ArrivedFile], shown, TextWriter.Null));
        Assert.Equal(written.Count, shown.ToString().Count(c => c == '\n'));
        var missing = FleetDocument.Command("lines are missing");
        Assert.EndsWith(": 0 lines are missing\n", Run(missing), StringComparison.Ordinal);
        var others = written.Where(l => !l.Contains("\"N\":77,", StringComparison.Ordinal));
        _folder.Write("once.clef", string.Concat(others.Select(l => $"{l}\n")));
        Assert.EndsWith(": 1 lines are missing\n", Run(missing), StringComparison.Ordinal);
    }

    [RequiresFact("rsyslogd", "openssl", "jq", "sed", "tail", Root = true, Relp = true)]
    public void TheCommandsTellHowFarBehindTheServerIs()
    {
        Start();
        var last = _pair!.Host.Writer.AskNumber("write 10 size=50", "wrote");
        _pair.Host.AwaitArrival(last);
        AssertAgeIsShown();
        CentralRotation.Run(_folder, _pair.Arrived, _pair.Central);
        Assert.Empty(_pair.Host.Arrived);
        AssertAgeIsShown();

        // Up to 128 lines are on their way, and wait no longer.
        _pair.Central.Kill();
        last = _pair.Host.Writer.AskNumber("write 300 size=50", "wrote");
        var waiting = FleetDocument.Command("ship-stats.log").With("/var/spool/rsyslog/ship-stats.log", _pair.Statistics);
        Eventually.True(() => WaitingLines().Match(Run(waiting)) is { Success: true, Value: not "0" }, "waiting lines");
        _pair.Central.Start();
        Eventually.True(() => _pair.Host.ArrivedNumbers.Contains(last), "the last line");
        Eventually.True(() => Run(waiting) == "0 lines wait\n", () => $"no waiting lines, not {Run(waiting)}");
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }

    void Start(string options = "")
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => certificates.In(c, "host", "host1.example"),
            options);
    }

    void AssertAgeIsShown()
    {
        var age = Run(FleetDocument.Command("the last line is").With("/var/log/central", _pair!.Arrived));
        Assert.Matches($"^{_pair.Arrived}/host1/: the last line is [0-9]+ s old\n$", age);
    }

    string Run(string command) => Shell.Run("env", "-C", _folder.Path, "sh", "-ec", command);

    [GeneratedRegex("^[0-9]+(?= lines wait\n$)")]
    private static partial Regex WaitingLines();
}
