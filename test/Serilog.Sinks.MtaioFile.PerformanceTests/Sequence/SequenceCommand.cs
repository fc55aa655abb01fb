using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;

/// <summary>What numbers and hashes cost: the call, and the event until it is written.</summary>
sealed class SequenceCommand(Arguments arguments)
{
    public const string Command = "sequence";

    public static readonly Column[] Columns =
    [
        new("ns/event", Metric.Nanoseconds),
        new("ns/call, median", Metric.P50),
        new("allocated B/event", Metric.AllocatedBytes),
    ];

    readonly int _events = arguments.Number("--events", 400_000, whenQuick: 20_000);

    public int Run()
    {
        var cases =
            from one in SequenceCase.All
            where arguments.List("--only", one.Name).Contains(one.Name)
            select new Case(one.Name, 0, () => RunOne(one.Name));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["events"] = $"{_events}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 9, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(string name)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        return Relaunch.Child<Dictionary<string, double>>(
            SequenceRun.Command, name, "--events", $"{_events}", "--path", folder.LogPath);
    }
}
