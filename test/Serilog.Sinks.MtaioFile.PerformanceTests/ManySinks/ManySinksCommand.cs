using System.Diagnostics;
using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>What many sinks in one process cost: to create, to use, to keep and to dispose of.</summary>
sealed class ManySinksCommand(Arguments arguments)
{
    public const string Command = "many-sinks";

    public static readonly Column[] Columns =
    [
        new("create ms", ManySinksMetric.Create),
        new("first event: calls ms", ManySinksMetric.FirstCalls),
        new("on disk ms", ManySinksMetric.FirstOnDisk),
        new("100 events: calls ms", ManySinksMetric.Calls),
        new("on disk ms", ManySinksMetric.OnDisk),
        new("dispose all ms", ManySinksMetric.DisposeAll),
        new("threads", ManySinksMetric.Threads),
        new("B/unused sink", ManySinksMetric.UnusedHeap),
        new("B/idle sink", ManySinksMetric.IdleHeap),
        new("gen-0 pause µs", ManySinksMetric.Pause),
        new("short-lived sink µs", ManySinksMetric.ShortLived),
        new("metrics ms", ManySinksMetric.CollectMetrics),
        new("metrics B", ManySinksMetric.CollectMetricsBytes),
        new("process exit ms", ManySinksMetric.Exit),
    ];

    readonly int _shortLived = arguments.Number("--short-lived", 1000, whenQuick: 100);

    public int Run()
    {
        string[] quick = ["100"];
        var sizes = arguments.List("--sinks", arguments.Has("--quick") ? quick : ["1000", "5000"]);
        var cases =
            from size in sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))
            from contender in arguments.List("--only", SinkFleet.All)
            select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["short-lived sinks"] = $"{_shortLived}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 3, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "sinks", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int sinks)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        var values = Relaunch.Child<Dictionary<string, double>>(
            ManySinksRun.Command, contender, "--sinks", $"{sinks}", "--short-lived", $"{_shortLived}", "--path", folder.FullPath);
        using var second = new ScratchFolder(arguments.Text("--folder"));
        var left = Relaunch.Child<long>(LeavingRun.Command, contender, "--sinks", $"{sinks}", "--path", second.FullPath);
        values[ManySinksMetric.Exit] = Stopwatch.GetElapsedTime(left).TotalMilliseconds;
        return values;
    }
}
