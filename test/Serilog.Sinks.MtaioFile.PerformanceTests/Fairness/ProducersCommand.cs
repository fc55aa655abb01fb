using System.Globalization;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fairness;

/// <summary>Lines a second, and the shares of the producers, while more and more producers fill a queue that blocks.</summary>
sealed class ProducersCommand(Arguments arguments)
{
    public const string Command = "producers";

    public static readonly Column[] Columns =
    [
        new("lines/s", Metric.LinesPerSecond, RatioToOurs: true, MoreIsBetter: true),
        new("slowest to fastest producer, %", Metric.Fairness),
    ];

    static readonly string[] All = [ContenderList.Mtaio, .. ContenderList.PeersAtTheirBest];

    readonly int _milliseconds = arguments.Number("--milliseconds", 3000, whenQuick: 300);

    public int Run()
    {
        string[] quick = ["1", "16"];
        var sizes = arguments.List("--producers", arguments.Has("--quick") ? quick : ["1", "2", "4", "8", "16", "100", "1000"]);
        var cases =
            from size in sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))
            from contender in arguments.List("--only", All)
            select new Case(contender, size, () => RunOne(contender, size));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["milliseconds"] = $"{_milliseconds}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 3, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "producers", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string contender, int producers)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        return Relaunch.Child<Dictionary<string, double>>(
            ProducersRun.Command, contender,
            "--producers", $"{producers}", "--milliseconds", $"{_milliseconds}", "--path", folder.LogPath);
    }
}
