using CsCheck;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class TimeAxisTests
{
    [Theory]
    [InlineData("2026-11-27T12:00:00.000Z", "2026-11-27T12:00:00.001Z")]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-27T12:00:10Z")]
    [InlineData("2026-11-27T12:00:00Z", "2026-11-28T12:00:00Z")]
    [InlineData("2026-11-27T12:00:00Z", "2027-03-28T12:00:00Z")]
    [InlineData("2020-11-27T12:00:00Z", "2026-03-28T12:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z")]
    public void EveryStretchOfTimeHasTicksWithinIt(string from, string until)
    {
        var (begin, end) = (DateTimeOffset.Parse(from), DateTimeOffset.Parse(until));
        var ticks = new TimeAxis(begin, end, 0, 1000).Ticks(8).ToArray();
        Assert.InRange(ticks.Length, 1, 9);
        Assert.All(ticks, t => Assert.InRange(t.Time, begin, end));
        Assert.Equal(ticks.Select(t => (t.Label, t.Time.Date)).Distinct().Count(), ticks.Length);
    }

    [Fact]
    public void NoStretchOfTimeHasTooManyTicks() =>
        Gen.Select(Some.Time, Some.Time).Where((a, b) => a != b).Sample((a, b) =>
        {
            var (begin, end) = a < b ? (a, b) : (b, a);
            Assert.InRange(new TimeAxis(begin, end, 0, 1000).Ticks(8).Count(), 0, 9);
        });

    [Fact]
    public void TheDateStandsWhereTheDayChanges()
    {
        var ticks = new TimeAxis(Some.Noon, Some.Noon.AddDays(1), 0, 1000).Ticks(8);
        Assert.Equal(
            ["12:00 27 Nov 2026", "15:00 ", "18:00 ", "21:00 ", "00:00 28 Nov 2026", "03:00 ", "06:00 ", "09:00 ", "12:00 "],
            ticks.Select(t => $"{t.Label} {t.Date}"));
    }

    [Fact]
    public void CountsHaveRoundTicks() =>
        Gen.Long[0, long.MaxValue / 1000].Sample(largest =>
        {
            var axis = new CountAxis(largest, 100, 0, 4);
            Assert.InRange(axis.Ticks.Count(), 2, 5);
            Assert.True(axis.Largest >= largest);
            Assert.Equal(100, axis.At(0));
            Assert.Equal(0, axis.At(axis.Largest));
        });
}
