using System.Diagnostics;
using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;

/// <summary>What an event costs when several processes share a file, and when each has its own.</summary>
sealed class SharedProcessesCommand(Arguments arguments)
{
    public const string Command = "shared-processes";

    public static readonly Column[] Columns = [new("ns/event", Metric.Nanoseconds), new("lines/s", Metric.LinesPerSecond)];

    readonly int _events = arguments.Number("--events", 400_000, whenQuick: 8000);

    public int Run()
    {
        string[] quick = ["1", "2"];
        var sizes = arguments.List("--processes", arguments.Has("--quick") ? quick : ["1", "2", "4", "8"]);
        var cases =
            from size in sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))
            from contender in arguments.List("--only", SharedContenders.All)
            select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["events"] = $"{_events}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 5, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "processes", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int processes)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        var share = _events / processes;
        var children = Enumerable.Range(0, processes).Select(i => Child(contender, folder.FullPath, i, share)).ToArray();
        foreach (var child in children) child.WaitFor("ready");
        var start = Stopwatch.GetTimestamp();
        foreach (var child in children) child.Go();
        foreach (var child in children) child.WaitFor("done");
        var elapsed = Stopwatch.GetElapsedTime(start);
        foreach (var child in children) child.Dispose();
        foreach (var other in Directory.GetFiles(folder.FullPath, "*.lock")) System.IO.File.Delete(other);
        OutputCheck.Check(folder.FullPath, json: false, share * processes);
        return new(StringComparer.Ordinal)
        {
            [Metric.Nanoseconds] = elapsed.TotalNanoseconds / (share * processes),
            [Metric.LinesPerSecond] = share * processes / elapsed.TotalSeconds,
        };
    }

    static WaitingChild Child(string contender, string folder, int index, int share) => new(
        SharedRun.Command,
        "--contender", contender,
        "--first", $"{SampleEvent.FirstNumber + (index * share)}",
        "--events", $"{share}",
        "--path", SharedContenders.PathOf(contender, folder, index));
}
