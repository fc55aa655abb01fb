using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Transactions;

/// <summary>What transactions cost: the events inside, the events outside, and the transactions themselves.</summary>
sealed class TransactionsCommand(Arguments arguments)
{
    public const string Command = "transactions";

    public static readonly Column[] Columns =
    [
        new("ns/event", Metric.Nanoseconds),
        new("allocated B/event", Metric.AllocatedBytes),
        new("ns to begin", Metric.OpenNanoseconds),
        new("ns to end", Metric.EndNanoseconds),
        new("heap kB, all open", Metric.HeapBytes, 1000),
    ];

    readonly int _events = arguments.Number("--events", 100_000, whenQuick: 2000);

    public int Run()
    {
        TransactionCase[] all =
        [
            new(TransactionCase.Before, 0), new(TransactionCase.After, 0),
            new(TransactionCase.Nested, 1), new(TransactionCase.Nested, 100), new(TransactionCase.Nested, 1000),
            new(TransactionCase.Open, arguments.Number("--open", 100_000, whenQuick: 1000)),
        ];
        var cases = all
            .Where(c => arguments.List("--only", c.Name).Contains(c.Name))
            .Select(c => new Case(c.Name, c.Size, () => RunOne(c)));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["events"] = $"{_events}" };
        var results = Rounds.Run(arguments, settings, [.. cases], arguments.Number("--rounds", 5, whenQuick: 1));
        Console.WriteLine(MetricsTable.For(results, "transactions", Columns));
        return 0;
    }

    Dictionary<string, double> RunOne(TransactionCase one)
    {
        using var folder = new ScratchFolder(arguments.Text("--folder"));
        return Relaunch.Child<Dictionary<string, double>>(
            TransactionsRun.Command, one.Name, "--size", $"{one.Size}", "--events", $"{_events}", "--path", folder.LogPath);
    }
}
