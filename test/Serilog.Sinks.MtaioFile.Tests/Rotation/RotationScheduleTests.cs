using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

public sealed class RotationScheduleTests
{
    readonly RotationSchedule _schedule = new(new RotationCalendar(RotationInterval.Day, TimeZoneInfo.Utc));

    [Fact]
    public void APeriodIsOverAtItsEndAndNotBefore()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(IsOver("2024-03-01T23:59:59.9999999Z"));
        Assert.True(IsOver("2024-03-02T00:00Z"));
        Assert.True(IsOver("2024-05-01T00:00Z"));
    }

    [Fact]
    public void AFileBelongsToThePeriodOfItsLastWrite()
    {
        _schedule.Begin(Utc.At("2024-02-28T10:00Z"), Utc.At("2024-03-01T10:00Z"));
        Assert.Equal(Utc.At("2024-02-28T00:00Z"), _schedule.Current.Start);
        Assert.True(IsOver("2024-03-01T10:00Z"));
    }

    [Fact]
    public void AFileLastWrittenInTheFutureBelongsToThePeriodOfNow()
    {
        _schedule.Begin(Utc.At("2030-01-01T00:00Z"), Utc.At("2024-03-01T10:00Z"));
        Assert.False(IsOver("2024-03-01T10:00Z"));
        Assert.True(IsOver("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatIsWrongOnceAndRightAgainEndsNoPeriod()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(IsOver("1970-01-01T00:00Z"));
        Assert.False(IsOver("2024-03-01T10:00:01Z"));
        Assert.Equal(Utc.At("2024-03-01T00:00Z"), _schedule.Current.Start);
        Assert.True(IsOver("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatGoesBackInStepsAndReturnsEndsNoPeriod()
    {
        Begin("2024-03-05T10:00Z");
        Assert.False(IsOver("2024-03-03T10:00Z"));
        Assert.False(IsOver("2024-03-01T10:00Z"));
        Assert.False(IsOver("2024-03-05T11:00Z"));
    }

    [Fact]
    public void WhenTheClockReturnsToALaterPeriodTheOldOneIsOver()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(IsOver("1970-01-01T00:00Z"));
        Assert.True(IsOver("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AfterAClockThatWasAheadIsCorrectedPeriodsEndOnTime()
    {
        Begin("2030-07-01T10:00Z");
        Assert.False(IsOver("2024-03-01T10:00Z"));
        Assert.False(IsOver("2024-03-01T23:00Z"));
        Assert.True(IsOver("2024-03-02T00:00Z"));
    }

    [Fact]
    public void AClockThatGoesBackWithinThePeriodChangesNothing()
    {
        Begin("2024-03-01T10:00Z");
        Assert.False(IsOver("2024-03-01T02:00Z"));
        Assert.Equal(Utc.At("2024-03-02T00:00Z"), _schedule.Current.End);
    }

    [Fact]
    public void ItTellsHowLongThePeriodStillLasts()
    {
        Begin("2024-03-01T10:00Z");
        Assert.Equal(TimeSpan.FromHours(1), _schedule.Remaining(Utc.At("2024-03-01T23:00Z")));
        Assert.Equal(TimeSpan.Zero, _schedule.Remaining(Utc.At("2024-03-03T23:00Z")));
        Assert.Equal(
            Timeout.InfiniteTimeSpan,
            new RotationSchedule(new RotationCalendar(RotationInterval.None, TimeZoneInfo.Utc)).Remaining(Some.Instant));
    }

    void Begin(string utc) => _schedule.Begin(Utc.At(utc), Utc.At(utc));

    bool IsOver(string utc) => _schedule.IsOver(Utc.At(utc));
}
