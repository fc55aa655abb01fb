using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class LogSummaryTests
{
    static readonly Gen<DroppedSpan> Drop =
        Gen.Select(Some.Time, Gen.Long[0, 100_000], Gen.Long[1, 1000], Gen.Bool).Select((from, ms, events, isFull) =>
            new DroppedSpan(from, from.AddMilliseconds(ms), events, isFull ? "the queue was full" : "writing kept failing"));

    [Fact]
    public void EverySumIsTheNumberOfRecords() =>
        Some.AnyRecord.Array[0, 200].Sample(records =>
        {
            var summary = Some.Summary(records);
            Assert.Equal(records.Length, summary.Records);
            Assert.Equal(records.Length, summary.Histogram.Buckets.Sum(b => b.Counts.Total) + summary.Untimed);
            Assert.Equal(records.Length, summary.Files.Sum(f => f.Counts.Total));
            Assert.Equal(records.Length, summary.Templates.Counts.Sum(c => c.Count) + summary.Templates.Forgotten);
            Assert.Equal(summary.Counts.Errors, summary.ErrorTemplates.Counts.Sum(c => c.Count) + summary.ErrorTemplates.Forgotten);
        });

    [Fact]
    public void MergedSpansHaveAllDroppedEventsAndAllTheirTime() =>
        Drop.Array[1, 60].Sample(drops =>
        {
            var spans = new DroppedSpans(8);
            foreach (var drop in drops) spans.Add(drop);
            Assert.Equal(drops.Sum(d => d.Events), spans.Events);
            Assert.InRange(spans.Spans.Count, 1, 8);
            Assert.All(
                drops,
                d => Assert.Contains(spans.Spans, s => s.From <= d.From && s.Until >= d.Until && s.Reasons.Contains(d.Reasons)));
        });

    [Fact]
    public void ASilentSpanIsFoundWithItsTimes()
    {
        var summary = Some.Summary(Some.Record(0), Some.Record(10), Some.Record(400), Some.Record(401));
        var span = Assert.Single(summary.SilentSpans(TimeSpan.FromMinutes(5)));
        Assert.Equal((Some.Noon.AddSeconds(10), Some.Noon.AddSeconds(400), false), (span.From, span.Until, span.IsClosed));
    }

    [Fact]
    public void ALogThatWasClosedMeanwhileWasNotSilentByFault()
    {
        var end = Some.Record(10) with { Kind = RecordKind.EndOfRun, Run = "k3x9f2ab" };
        Assert.True(Assert.Single(Some.Summary(Some.Record(0), end, Some.Record(400)).SilentSpans(null)).IsClosed);
    }

    [Fact]
    public void AnOlderRecordAfterYoungerOnesIsNoSilence() =>
        Assert.Empty(Some.Summary(Some.Record(1000), Some.Record(0), Some.Record(1001)).SilentSpans(TimeSpan.FromSeconds(2)));

    [Fact]
    public void TheDefaultLimitOfSilenceGrowsWithTheLog()
    {
        Assert.Equal(TimeSpan.FromMinutes(1), Some.Summary(Some.Record(0), Some.Record(5)).DefaultSilence);
        Assert.Equal(TimeSpan.FromHours(2), Some.Summary(Some.Record(0), Some.Record(100 * 3600)).DefaultSilence);
    }

    [Fact]
    public void EachFileButTheOldestBeginsWithARotation()
    {
        var summary = new LogSummary([new("app.log.1", 10, 90, ".gz", false), new("app.log", 20, 20, null, true)]);
        summary.Add(Some.Record(0, file: "app.log.1"));
        summary.Add(Some.Record(60));
        summary.Add(Some.Record(90));
        Assert.Equal([Some.Noon.AddSeconds(60)], summary.Rotations);
        Assert.Equal([1L, 2L], summary.Files.Select(f => f.Counts.Total));
    }

    [Fact]
    public void TheSlowestAndTheLatestFailedTransactionsAreKept()
    {
        var transactions = new TransactionTally(kept: 3);
        for (var i = 0; i < 100; i++)
        {
            var end = new TransactionEnd($"{i}", i % 10 == 0 ? TransactionEnd.Failed : TransactionEnd.Completed)
            {
                Elapsed = TimeSpan.FromMilliseconds(i * 37 % 101),
            };
            transactions.Add(end, Some.Noon, new("app.log", i, 0));
        }
        Assert.Equal((100, 90, 10, 0), (transactions.Total, transactions.Completed, transactions.Failed, transactions.Canceled));
        Assert.Equal([100.0, 99.0, 98.0], transactions.Slowest.Select(t => t.End.Elapsed!.Value.TotalMilliseconds));
        Assert.Equal(["90", "80", "70"], transactions.Unsuccessful.Select(t => t.End.Id));
    }

    [Fact]
    public void ARunBeginsOnceAndEndsOnce()
    {
        var begin = Some.Record(0) with { Kind = RecordKind.RunRecord, Run = "k3x9f2ab" };
        var again = Some.Record(60) with { Kind = RecordKind.RunRecord, Run = "k3x9f2ab" };
        var end = Some.Record(90) with { Kind = RecordKind.EndOfRun, Run = "k3x9f2ab" };
        Assert.Equal(
            [new RunEvent(Some.Noon, "k3x9f2ab", false), new RunEvent(Some.Noon.AddSeconds(90), "k3x9f2ab", true)],
            Some.Summary(begin, again, end).Runs);
    }
}
