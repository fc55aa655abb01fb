using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.LargeEvents;

/// <summary>What events cost that are long, wide, or made of templates that never come back.</summary>
sealed class LargeEventsCommand(Arguments arguments)
{
    public const string Command = "large-events";

    public static readonly Column[] Columns =
    [
        new("µs/event", Metric.Nanoseconds, 1000, RatioToOurs: true),
        new("CPU µs/event", Metric.CpuNanoseconds, 1000, RatioToOurs: true),
        new("allocated B/event", Metric.AllocatedBytes),
        new("peak MB", Metric.PeakMegabytes),
    ];

    static readonly Shape[] Shapes =
    [
        new(Shape.Bytes, 1_000), new(Shape.Bytes, 10_000), new(Shape.Bytes, 100_000), new(Shape.Bytes, 1_000_000),
        new(Shape.Properties, 100), new(Shape.Properties, 200),
        new(Shape.Context, 200),
        new(Shape.Unique, 16), new(Shape.Unique, 2000),
    ];

    static readonly string[] All = [ContenderList.Null, ContenderList.Mtaio, .. ContenderList.PeersAtTheirBest];

    readonly int _megabytes = arguments.Number("--megabytes", 200, whenQuick: 10);
    readonly int _events = arguments.Number("--events", 50_000, whenQuick: 2000);

    public int Run()
    {
        var kinds = arguments.List("--kinds", Shape.Bytes, Shape.Properties, Shape.Context, Shape.Unique);
        var cases =
            from shape in Shapes
            where kinds.Contains(shape.Kind)
            from contender in arguments.List("--only", All)
            where Takes(contender, shape)
            select new Case($"{contender} {shape.Kind}", shape.Size, () => RunOne(contender, shape));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["events"] = $"{_events}",
            ["megabytes at most"] = $"{_megabytes}",
        };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 3, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "size", Columns));
        return 0;
    }

    /// <summary>Properties of the logger that a layout does not print are an idea of Serilog.</summary>
    static bool Takes(string contender, Shape shape) =>
        shape.Kind != Shape.Context || contender is ContenderList.Null or ContenderList.Mtaio or "file-buffered" or "async-file";

    Dictionary<string, double> RunOne(string contender, Shape shape)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        var events = shape.Kind == Shape.Bytes ? (int)Math.Min(_events, _megabytes * 1_000_000L / shape.Size) : _events;
        var warmUp = Math.Max(1, events / 2);
        string[] options =
            ["--shape", shape.Kind, "--size", $"{shape.Size}", "--warm-up", $"{warmUp}", "--events", $"{events}", "--path", folder.LogPath];
        var result = Relaunch.Child<RunResult>([FreshRun.Command, contender, .. options]);
        if (contender != ContenderList.Null) LineCount.Check(folder.FullPath, events);
        return result.ToValues();
    }
}
