using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>A report that has something of everything; the same at every run.</summary>
static class SampleReport
{
    public const string Hostile = "<script>alert('x')</script> & \"quoted\" \u202e\u0007 </style><!-- ]]> \ud800";

    public static ReportContent Content(string hostile = "Payment by {Card} refused: {Reason}")
    {
        var summary = new LogSummary(
        [
            new("/var/log/shop/app.log.3.gz", 231_204, 4_194_180, ".gz", false),
            new("/var/log/shop/app.log.2.gz", 244_930, 4_194_251, ".gz", false),
            new("/var/log/shop/app.log.1", 4_194_108, 4_194_108, null, false),
            new("/var/log/shop/app.log", 1_802_113, 1_802_113, null, true),
        ]);
        var random = new Random(3);
        for (var second = 0; second < 24 * 3600; second += 3) AddSecond(summary, random, second, hostile);
        return new("/var/log/shop/app.log", summary, Verdict(hostile, summary.Dropped.Events), Some.Noon.AddDays(1).AddMinutes(5));
    }

    static void AddSecond(LogSummary summary, Random random, int second, string hostile)
    {
        // A night without customers, and an hour of trouble.
        if (second is > 50_000 and < 56_000) return;
        var isTrouble = second is > 68_000 and < 71_500;
        var busy = 1.7 + (1.2 * Math.Sin(second / 9_000.0)) + (isTrouble ? 1.5 : 0) + (random.NextDouble() * 2) - 1;
        for (var i = 0; i < busy; i++) summary.Add(Event(random, second, isTrouble, hostile));
        if (second % 60 == 0) summary.Add(End(random, second, isTrouble, hostile));
        if (isTrouble && second % 900 == 0) summary.Add(Drop(random, second));
        var run = At(second, "Log run {Run:l} in this file: …") with { Kind = RecordKind.RunRecord, Run = $"k3x9f2a{second % 7}" };
        if (second is 0 or 56_001) summary.Add(run);
        if (second == 49_998) summary.Add(At(second, "Log run {Run:l} ends: …") with { Kind = RecordKind.EndOfRun, Run = "k3x9f2a0" });
    }

    static ReportRecord Event(Random random, int second, bool isTrouble, string hostile) =>
        random.Next(isTrouble ? 60 : 1000) switch
        {
            0 => At(second, hostile, LogEventLevel.Error),
            1 => At(second, "Cannot reach {Service}", LogEventLevel.Error),
            2 when isTrouble => At(second, "Giving up after {Attempts} attempts", LogEventLevel.Fatal),
            < 8 => At(second, "{Method} {Path} took {Elapsed} ms", LogEventLevel.Warning),
            _ when random.Next(6) == 0 => At(second, "Cache of {Name} has {Count} entries", LogEventLevel.Debug),
            _ => At(second, random.Next(3) == 0 ? "Order {Id} taken" : "{Method} {Path} responded {StatusCode} in {Elapsed} ms"),
        };

    static ReportRecord End(Random random, int second, bool isTrouble, string hostile)
    {
        var hasFailed = random.Next(isTrouble ? 3 : 60) == 0;
        var end = new TransactionEnd($"0193a7f0-1c2d-7e3f-8a4b-{second:d12}", hasFailed ? TransactionEnd.Failed : TransactionEnd.Completed)
        {
            Name = $"POST /orders/{second / 60}",
            Elapsed = TimeSpan.FromMilliseconds(20 / (random.NextDouble() + 0.001)),
            Records = random.Next(2, 40),
            Reason = hasFailed ? hostile : null,
        };
        var template = hasFailed ? "failed: {Error:l}" : "completed successfully";
        var level = hasFailed ? LogEventLevel.Error : LogEventLevel.Information;
        return At(second, "Transaction {TransactionId:D} " + template, level) with { Transaction = end };
    }

    static ReportRecord Drop(Random random, int second) =>
        At(second, "{DroppedEvents} log events were dropped between …", LogEventLevel.Warning) with
        {
            Dropped = new(Some.Noon.AddSeconds(second - 200), Some.Noon.AddSeconds(second), random.Next(100, 5000), "the queue was full"),
        };

    static ReportRecord At(int second, string template, LogEventLevel level = LogEventLevel.Information)
    {
        var file = second switch { < 20_000 => "app.log.3.gz", < 50_000 => "app.log.2.gz", < 75_000 => "app.log.1", _ => "app.log" };
        return new(new($"/var/log/shop/{file}", second / 3, second * 31L), Some.Noon.AddSeconds(second), level, template);
    }

    static LogVerdict Verdict(string hostile, long dropped) => new("Incomplete", Gravity.Fault)
    {
        Remarks = [$"The log announces {Words.Count(dropped, "dropped event")}."],
        Findings =
        [
            Finding("Missing numbers", Gravity.Fault, "app.log.2.gz", 8_122, "the records 8120 to 8122 of run k3x9f2a0 are missing"),
            Finding("Torn line", Gravity.Known, "app.log.1", 14_001, $"the line has no end: {hostile}"),
            Finding("Missing archive", Gravity.Known, "app.log.4", 0, "app.log.4 is missing between app.log.3 and app.log.5"),
            .. Enumerable.Range(1, 20).Select(i => Finding("Dropped", Gravity.None, "app.log.1", i, $"{i} events were dropped")),
        ],
        DropsByReason = [("the queue was full", dropped)],
        DropsByLevel = [("Information", dropped - 402), ("Debug", 402)],
        Runs =
        [
            new("k3x9f2a0", "shop-1", "4711", Some.Noon, "1 to 24,118", "orderly"),
            new("k3x9f2a1", hostile, "4802", Some.Noon.AddSeconds(56_001), "1 to 9,007", "none: it runs, or was killed"),
        ],
    };

    static ShownFinding Finding(string kind, Gravity gravity, string file, long line, string message) =>
        new(kind, gravity, new($"/var/log/shop/{file}", line, line * 148), message);
}
