using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class TimeHistogramTests
{
    const int Capacity = 50;

    static readonly Gen<(DateTimeOffset Time, LogEventLevel? Level)[]> Records = Gen.Select(Some.Time, Some.Level).Array[1, 200];

    [Fact]
    public void TheBucketsHaveAllRecordsInWhateverOrderTheyCome() =>
        Gen.Select(Records, Gen.Int).Sample((records, seed) =>
        {
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            var (inOrder, other) = (Of(records.OrderBy(r => r.Time)), Of(shuffled));
            Assert.Equal(records.Length, inOrder.Buckets.Sum(b => b.Counts.Total));
            Assert.Equal(Shown(inOrder), Shown(other));
            Assert.Equal(inOrder.Width, other.Width);
        });

    [Fact]
    public void EachRecordIsInTheBucketOfItsTime() =>
        Records.Sample(records =>
        {
            var histogram = Of(records);
            foreach (var bucket in histogram.Buckets)
            {
                var inside = records.Where(r => r.Time >= bucket.From && r.Time < bucket.From + histogram.Width).ToArray();
                foreach (var level in LevelCounts.Levels) Assert.Equal(inside.Count(r => r.Level == level), bucket.Counts[level]);
            }
        });

    [Fact]
    public void ThereAreNeverMoreBucketsThanTheCapacityAndRarelyMuchFewer() =>
        Records.Sample(records =>
        {
            var histogram = Of(records);
            var slots = (histogram.Until - histogram.From) / histogram.Width;
            Assert.InRange(slots, 1, Capacity);
            if (histogram.Width > BucketWidths.Smallest) Assert.True(slots > (Capacity / 7) - 1, $"{slots} of {histogram.Width}");
        });

    [Fact]
    public void FewerBucketsHaveTheSameRecords() =>
        Records.Sample(records => Assert.Equal(Shown(Of(records, 7)), Shown(Of(records).In(7))));

    [Fact]
    public void WidthsDivideEachOther()
    {
        var width = BucketWidths.Smallest;
        for (var i = 0; i < 25; i++)
        {
            var wider = BucketWidths.After(width);
            Assert.True(wider > width);
            Assert.Equal(0, wider.Ticks % width.Ticks);
            width = wider;
        }
    }

    [Fact]
    public void ADayInBucketsOfAQuarterOfAnHourBeginsAtFullQuarters()
    {
        var histogram = new TimeHistogram(100);
        for (var minute = 0; minute < 24 * 60; minute++) histogram.Add(Some.Noon.AddMinutes(minute + 3), LogEventLevel.Information);
        Assert.Equal(TimeSpan.FromMinutes(15), histogram.Width);
        Assert.Equal(Some.Noon, histogram.From);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void ATimeAtTheEdgeOfTheCalendarIsCounted(string time)
    {
        var histogram = Of([(Some.Noon, LogEventLevel.Information), (DateTimeOffset.Parse(time), LogEventLevel.Error)]);
        Assert.Equal(2, histogram.Buckets.Sum(b => b.Counts.Total));
        Assert.True(histogram.From < histogram.Until);
    }

    static TimeHistogram Of(IEnumerable<(DateTimeOffset Time, LogEventLevel? Level)> records, int capacity = Capacity)
    {
        var histogram = new TimeHistogram(capacity);
        foreach (var (time, level) in records) histogram.Add(time, level);
        return histogram;
    }

    static IEnumerable<string> Shown(TimeHistogram histogram) =>
        histogram.Buckets.Select(b => $"{b.From:O}: {string.Join(' ', LevelCounts.Levels.Select(l => b.Counts[l]))}");
}
