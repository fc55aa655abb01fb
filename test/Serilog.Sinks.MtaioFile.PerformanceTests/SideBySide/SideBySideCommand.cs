using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Lets the contenders run in turn, each run in a process of its own, round after round.</summary>
sealed class SideBySideCommand(Arguments arguments)
{
    readonly string _format = arguments.Text("--format") ?? "text";
    readonly int _producers = arguments.Number("--producers", 1);
    readonly int _events = arguments.Number("--events", arguments.Has("--quick") ? 150_000 : 400_000);
    readonly int _rounds = arguments.Number("--rounds", arguments.Has("--quick") ? 3 : 7);
    readonly Dictionary<string, List<RunResult>> _runs = new(StringComparer.Ordinal);

    bool IsJson => _format == "json";

    public int Run()
    {
        var contenders = arguments.List("--only", IsJson ? ContenderList.Json : ContenderList.Text);
        foreach (var contender in contenders) _runs.Add(contender, []);
        Console.WriteLine($"{_format}, {_producers} producers, {_events} events, {_rounds} rounds");
        for (var round = 1; round <= _rounds; round++)
        {
            foreach (var contender in contenders) _runs[contender].Add(RunOne(contender));
            Console.Error.WriteLine($"round {round} of {_rounds}: {string.Join(", ", contenders.Select(c => $"{c} {_runs[c][^1].Nanoseconds:0}"))}");
        }
        Console.WriteLine(Table());
        return 0;
    }

    RunResult RunOne(string contender)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        string[] child = [MeasuredRun.Command, contender, "--format", _format, "--producers", $"{_producers}", "--events", $"{_events}", "--path", folder.LogPath];
        var result = Relaunch.Child<RunResult>(child);
        if (contender != ContenderList.Null) OutputCheck.Check(folder.FullPath, IsJson, MeasuredRun.WarmUp + _events);
        return result;
    }

    TextTable Table()
    {
        var table = new TextTable("contender", "ns/event", "min–max", "to mtaio", "to null", "CPU ns", "alloc B", "peak MB");
        foreach (var (contender, runs) in _runs)
        {
            var time = Spread.Of(runs.Select(r => r.Nanoseconds));
            table.Add(contender, $"{time.Median:0}", $"{time.Min:0}–{time.Max:0}", Ratio(time.Median, ContenderList.Mtaio), Ratio(time.Median, ContenderList.Null),
                $"{MedianOf(runs, r => r.CpuNanoseconds):0}", $"{MedianOf(runs, r => r.AllocatedBytes):0.0}", $"{MedianOf(runs, r => r.PeakMegabytes):0}");
        }
        return table;
    }

    string Ratio(double nanoseconds, string to) => _runs.TryGetValue(to, out var runs) ? $"{nanoseconds / MedianOf(runs, r => r.Nanoseconds):0.00}" : "–";

    static double MedianOf(IEnumerable<RunResult> runs, Func<RunResult, double> value) => Spread.Of(runs.Select(value)).Median;
}
