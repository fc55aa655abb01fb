using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Long and odd lines on their way by rsyslog, and how the server writes them.</summary>
public sealed class RsyslogLineTests : IDisposable
{
    readonly TempFolder _folder = new();
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", Root = true, Relp = true)]
    public void LinesOfUpToAMillionBytesArriveUnchanged()
    {
        Start(host => host);
        var host = _pair!.Host;
        OddLines.Write(host);
        var last = host.Writer.AskNumber("write 1 size=499900", "wrote");
        host.AwaitArrival(last);
        Assert.Equal(host.Written.Order(StringComparer.Ordinal), host.Arrived.Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(host.Written.Max(l => l.Length), 999_900, 1_000_000);
    }

    [RequiresFact("rsyslogd", "openssl", Root = true, Relp = true)]
    public void OfALongerLineTheBeginningArrivesAndTheNextLinesAsWell()
    {
        Start(host => host);
        var host = _pair!.Host;
        host.Writer.AskNumber("write 1 size=600000", "wrote");
        host.Writer.AskNumber("write 10 size=50", "wrote");
        Eventually.True(() => host.Arrived.Count == 11, "all lines");
        var cut = Assert.Single(host.Arrived.Except(host.Written));
        Assert.StartsWith(cut, Assert.Single(host.Written, l => l.Length > 1_200_000), StringComparison.Ordinal);
    }

    /// <summary>So a kill of the server leaves no half line, to which the next line would be added.</summary>
    [RequiresFact("rsyslogd", "openssl", "strace", Root = true, Relp = true)]
    public void TheServerWritesEachLineAtOnceAndKeepsItsFilesOpen()
    {
        string[] applications = [.. Enumerable.Range(1, 12).Select(i => $"app{i}")];
        var input = FleetDocument.File("rsyslog-host.conf").Split('\n').Single(l => l.Contains("app.clef\"", StringComparison.Ordinal));
        string InputOf(string name) =>
            input.With("/var/log/app/app.clef", _folder[$"{name}.clef"]).With("tag=\"app\"", $"tag=\"{name}\"") + "\n";
        Start(host => host + string.Concat(applications.Select(InputOf)));
        using var strace = Shell.Start(
            "strace", "-f", "-qq", "-o", _folder["calls"], "-e", "trace=write,openat", "-p", $"{_pair!.Central.Pid}");
        try
        {
            Eventually.True(() => Directory.GetDirectories($"/proc/{_pair.Central.Pid}/task").All(IsTraced), "strace");
            foreach (var name in applications) WriteLine(name);
            var opened = TimesOpened();
            foreach (var name in applications) WriteLine(name);
            Assert.InRange(opened, applications.Length, int.MaxValue);
            Assert.Equal(opened, TimesOpened());
            _pair.Host.AwaitArrival(_pair.Host.Writer.AskNumber("write 1 size=20000", "wrote"));
            var length = _pair.Host.Written.Max(l => l.Length) + 1;
            Eventually.True(() => _folder.Text("calls").Contains($", {length}) = {length}\n", StringComparison.Ordinal), "a whole line");
        }
        finally
        {
            strace.Kill();
            strace.WaitForExit();
        }
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }

    void Start(Func<string, string> changed)
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => changed(certificates.In(c, "host", "host1.example")));
    }

    void WriteLine(string name)
    {
        var lines = Arrived(name).Length;
        System.IO.File.AppendAllText(_folder[$"{name}.clef"], "{\"@t\":\"2026-11-27T08:00:00.0000000Z\"}\n");
        Eventually.True(() => Arrived(name).Length > lines, $"a line of {name}");
    }

    string[] Arrived(string name)
    {
        var file = Path.Combine(_pair!.Arrived, "host1", $"{name}.clef");
        return System.IO.File.Exists(file) ? FileInUse.Lines(file) : [];
    }

    int TimesOpened() => _folder.Text("calls")
        .Split('\n')
        .Count(l => l.Contains("openat(", StringComparison.Ordinal) && l.Contains("/host1/app", StringComparison.Ordinal));

    static bool IsTraced(string thread) => !System.IO.File.ReadLines(Path.Combine(thread, "status")).Contains("TracerPid:\t0");
}
