using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;

/// <summary>What a whole process costs that logs a few events and ends, as a tool of the command line does.</summary>
sealed class ColdCommand(Arguments arguments)
{
    public const string Command = "cold";

    public static readonly Column[] Columns =
    [
        new("CPU ms", Metric.CpuMilliseconds, RatioToOurs: true),
        new("wall ms", Metric.Milliseconds, RatioToOurs: true),
    ];

    static readonly string[] All =
        [ContenderList.Null, ContenderList.Mtaio, "file", "file-buffered", "async-file", "nlog", "log4net", "zlogger"];

    /// <summary>The runtime compiles every method once and for good: what is measured is how much code there is.</summary>
    readonly (string, string)[] _environment = arguments.Has("--no-tiering") ? [("DOTNET_TieredCompilation", "0")] : [];

    public int Run()
    {
        var formats = arguments.List("--format", "text", "json");
        var cases =
            from events in arguments.List("--events", "1", "10000").Select(e => int.Parse(e, CultureInfo.InvariantCulture))
            from format in formats
            from contender in arguments.List("--only", All)
            where format == "text" || ContenderList.HasJson(contender)
            select new Case($"{contender} {format}", events, () => RunOne(contender, format, events));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["tiered compilation"] = arguments.Has("--no-tiering") ? "no" : "yes",
        };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 15, whenQuick: 2));
        Console.WriteLine(MetricsTable.For(results, "events", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, string format, int events)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        string[] options = ["--format", format, "--events", $"{events}", "--path", folder.LogPath];
        var (cpu, wall) = ProcessCost.Of(_environment, [ColdRun.Command, contender, .. options]);
        if (contender != ContenderList.Null) OutputCheck.Check(folder.FullPath, format == "json", events);
        return new(StringComparer.Ordinal)
        {
            [Metric.CpuMilliseconds] = cpu.TotalMilliseconds,
            [Metric.Milliseconds] = wall.TotalMilliseconds,
        };
    }
}
