using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

/// <summary>When the period of a file ends, whatever the clock does.</summary>
public sealed class PeriodTrackerTests
{
    readonly PeriodTracker _period = new(new RotationCalendar(RotationInterval.Day, TimeZoneInfo.Utc));

    [Fact]
    public void APeriodHasEndedAtItsEndAndNotBefore()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(HasEnded("2024-03-01T23:59:59.9999999Z"));
        Assert.True(HasEnded("2024-03-02T00:00Z"));
        Assert.True(HasEnded("2024-05-01T00:00Z"));
    }

    [Fact]
    public void AFileBelongsToThePeriodOfItsLastWrite()
    {
        _period.Begin(Utc.At("2024-02-28T10:00Z"), Utc.At("2024-03-01T10:00Z"));
        Assert.Equal(Utc.At("2024-02-28T00:00Z"), _period.Current.Start);
        Assert.True(HasEnded("2024-03-01T10:00Z"));
    }

    [Fact]
    public void AFileLastWrittenInTheFutureBelongsToThePeriodOfNow()
    {
        _period.Begin(Utc.At("2030-01-01T00:00Z"), Utc.At("2024-03-01T10:00Z"));
        Assert.False(HasEnded("2024-03-01T10:00Z"));
        Assert.True(HasEnded("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatIsWrongOnceAndRightAgainEndsNoPeriod()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(HasEnded("1970-01-01T00:00Z"));
        Assert.False(HasEnded("2024-03-01T10:00:01Z"));
        Assert.Equal(Utc.At("2024-03-01T00:00Z"), _period.Current.Start);
        Assert.True(HasEnded("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatGoesBackInStepsAndReturnsEndsNoPeriod()
    {
        Begin("2024-03-05T10:00Z");
        Assert.False(HasEnded("2024-03-03T10:00Z"));
        Assert.False(HasEnded("2024-03-01T10:00Z"));
        Assert.False(HasEnded("2024-03-05T11:00Z"));
    }

    [Fact]
    public void WhenTheClockReturnsToALaterPeriodTheOldPeriodIsOver()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(HasEnded("1970-01-01T00:00Z"));
        Assert.True(HasEnded("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AfterAClockThatWasAheadIsCorrectedPeriodsEndOnTime()
    {
        Begin("2030-07-01T10:00Z");
        Assert.False(HasEnded("2024-03-01T10:00Z"));
        Assert.False(HasEnded("2024-03-01T23:00Z"));
        Assert.True(HasEnded("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatGoesBackWithinThePeriodChangesNothing()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(HasEnded("2024-03-01T02:00Z"));
        Assert.Equal(Utc.At("2024-03-02T00:00Z"), _period.Current.End);
    }

    [Fact]
    public void TheTimeUntilTheEndOfThePeriodIsZeroAfterwardsAndInfiniteWithoutAnInterval()
    {
        Begin("2024-03-01T10:00Z");
        Assert.Equal(TimeSpan.FromHours(1), _period.UntilEnd(Utc.At("2024-03-01T23:00Z")));
        Assert.Equal(TimeSpan.Zero, _period.UntilEnd(Utc.At("2024-03-03T23:00Z")));
        var unlimited = new PeriodTracker(new RotationCalendar(RotationInterval.None, TimeZoneInfo.Utc));
        Assert.Equal(Timeout.InfiniteTimeSpan, unlimited.UntilEnd(Some.Instant));
    }

    void Begin(string utc) => _period.Begin(Utc.At(utc), Utc.At(utc));

    bool HasEnded(string utc) => _period.HasEnded(Utc.At(utc));
}
