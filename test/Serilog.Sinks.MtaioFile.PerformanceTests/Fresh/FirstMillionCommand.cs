using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;

/// <summary>What the first events of a process cost, while the runtime still compiles what writes them.</summary>
sealed class FirstMillionCommand(Arguments arguments)
{
    public const string Command = "first-million";

    public static readonly Column[] Columns =
    [
        new("ns/event", Metric.Nanoseconds, RatioToOurs: true),
        new("CPU ns/event", Metric.CpuNanoseconds, RatioToOurs: true),
        new("allocated B/event", Metric.AllocatedBytes),
        new("peak MB", Metric.PeakMegabytes),
    ];

    readonly string _format = arguments.Text("--format") ?? "text";
    readonly int _warmUp = arguments.Number("--warm-up", 0);

    public int Run()
    {
        string[] quick = ["20000"];
        var sizes = arguments.List("--events", arguments.Has("--quick") ? quick : ["100000", "1000000"]);
        string[] all = _format == "json" ? ContenderList.Json : [.. ContenderList.Text.Except(["raw"])];
        var cases =
            from size in sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))
            from contender in arguments.List("--only", all)
            select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = _format, ["warm-up"] = $"{_warmUp}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 5, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "events", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int events)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        string[] options = ["--format", _format, "--warm-up", $"{_warmUp}", "--events", $"{events}", "--path", folder.LogPath];
        var result = Relaunch.Child<RunResult>([FreshRun.Command, contender, .. options]);
        if (contender != ContenderList.Null) OutputCheck.Check(folder.FullPath, _format == "json", events);
        return result.ToValues();
    }
}
