using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Check;

/// <summary>Compares two commits in turn, and fails when the newer one is slower.</summary>
sealed class CheckCommand(Arguments arguments)
{
    public const string Command = "check";

    const string Base = "base";
    const string Head = "head";

    readonly int _limitPercent = arguments.Number("--limit", 5);
    readonly int _events = arguments.Number("--events", 1_000_000, whenQuick: 100_000);

    public int Run()
    {
        var words = arguments.Words();
        if (words.Length is 0 or > 2) throw new ArgumentException("check needs one or two commits");
        using var older = new BuiltCommit(words[0], arguments.Text("--folder"));
        using var newer = new BuiltCommit(words.ElementAtOrDefault(1) ?? "HEAD", arguments.Text("--folder"));
        var cases = SteadyScenario.All.SelectMany(
            (scenario, i) => new[]
            {
                new Case($"{Base} {scenario.Name}", i, () => RunOne(older, scenario)),
                new Case($"{Head} {scenario.Name}", i, () => RunOne(newer, scenario)),
            });
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Base] = older.Hash,
            [Head] = newer.Hash,
            ["events"] = $"{_events}",
            ["limit"] = $"{_limitPercent} %",
        };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 11, whenQuick: 2));
        return Judge(results);
    }

    Dictionary<string, double> RunOne(BuiltCommit commit, SteadyScenario scenario)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        return scenario.Run(commit.ProgramPath, _events, folder.LogPath).ToValues();
    }

    int Judge(ResultSet results)
    {
        var table = new TextTable("scenario", "base ns", "head ns", "ratio", "base CPU ns", "head CPU ns", "ratio", "verdict");
        var isSlower = false;
        foreach (var (scenario, i) in SteadyScenario.All.Select((s, i) => (s, i)))
        {
            var (before, after) = (results.Find($"{Base} {scenario.Name}", i)!, results.Find($"{Head} {scenario.Name}", i)!);
            var slower = after.Median(Metric.Nanoseconds) > before.Median(Metric.Nanoseconds) * (1 + (_limitPercent / 100.0));
            table.Add(
                [
                    scenario.Name,
                    .. Compared(before, after, Metric.Nanoseconds),
                    .. Compared(before, after, Metric.CpuNanoseconds),
                    slower ? "slower" : "ok",
                ]);
            isSlower |= slower;
        }
        Console.WriteLine(table);
        return isSlower ? 1 : 0;
    }

    static string[] Compared(Measurement before, Measurement after, string metric)
    {
        var (old, now) = (before.Median(metric), after.Median(metric));
        return [$"{old:0}", $"{now:0}", (now / old).ToString("0.000", CultureInfo.InvariantCulture)];
    }
}
