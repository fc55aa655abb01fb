using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class TemplateTallyTests
{
    [Fact]
    public void TheCountsAndTheForgottenAreAllRecords() =>
        Some.AnyRecord.Array[0, 400].Sample(records =>
        {
            var tally = Of(records, capacity: 5);
            Assert.Equal(records.Length, tally.Counts.Sum(c => c.Count) + tally.Forgotten);
            Assert.InRange(tally.Templates, 0, 10);
        });

    [Fact]
    public void TheTrueCountIsWithinWhatIsSaid() =>
        Some.AnyRecord.Array[0, 400].Sample(records =>
        {
            foreach (var count in Of(records, capacity: 5).Counts)
            {
                Assert.InRange(records.Count(r => r.Template == count.Template), count.Count, count.Count + count.Missed);
            }
        });

    [Fact]
    public void AFrequentTemplateIsFoundAmongManyRareOnes()
    {
        var records = Enumerable.Range(0, 1000)
            .SelectMany(i => new[] { Some.Record(template: $"rare {i}"), Some.Record(template: "frequent") });
        var first = Of(records, capacity: 10).Counts.First();
        Assert.Equal(("frequent", 1000, 0), (first.Template, first.Count, first.Missed));
    }

    [Fact]
    public void ATemplateHasItsHighestLevelAndItsTimes()
    {
        ReportRecord[] records = [Some.Record(5, LogEventLevel.Error), Some.Record(9, LogEventLevel.Warning), Some.Record(2)];
        var count = Of(records, capacity: 5).Counts.Single();
        Assert.Equal((LogEventLevel.Error, Some.Noon.AddSeconds(2), Some.Noon.AddSeconds(9)), (count.Level, count.From, count.Until));
    }

    static TemplateTally Of(IEnumerable<ReportRecord> records, int capacity)
    {
        var tally = new TemplateTally(capacity);
        foreach (var record in records) tally.Add(record);
        return tally;
    }
}
