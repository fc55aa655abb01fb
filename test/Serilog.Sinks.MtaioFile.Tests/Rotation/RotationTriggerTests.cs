using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

/// <summary>When a file must be rotated, and which date its archive gets.</summary>
public sealed class RotationTriggerTests
{
    static readonly DateTimeOffset Today = Utc.At("2024-03-01T10:00Z");
    static readonly DateTimeOffset Tomorrow = Utc.At("2024-03-02T10:00Z");

    [Fact]
    public void AFileIsDueByTimeWhenItsPeriodHasEnded()
    {
        var trigger = Trigger();
        trigger.BeginFile(lastWrite: null, Today);
        Assert.False(trigger.IsDueByTime(1, Today));
        Assert.False(trigger.HasPeriodEnded(Today));
        Assert.True(trigger.IsDueByTime(1, Tomorrow));
        Assert.True(trigger.HasPeriodEnded(Tomorrow));
    }

    [Fact]
    public void AnExistingFileIsDueWhenThePeriodOfItsLastWriteHasEnded()
    {
        var trigger = Trigger();
        trigger.BeginFile(lastWrite: Today, Tomorrow);
        Assert.True(trigger.IsDueByTime(1, Tomorrow));
    }

    [Fact]
    public void AnEmptyFileIsNeverDueAndBelongsToTheCurrentPeriod()
    {
        var trigger = Trigger(maxBytes: 10);
        trigger.BeginFile(lastWrite: null, Today);
        Assert.False(trigger.IsDueByTime(0, Tomorrow));
        Assert.False(trigger.IsDueBySize(0, 11));
        Assert.False(trigger.IsDueByTime(1, Tomorrow));
        Assert.Equal(TimeSpan.FromHours(14), trigger.UntilPeriodEnd(Tomorrow));
    }

    [Fact]
    public void AFileIsDueBySizeWhenItWouldOutgrowItsLimit()
    {
        var trigger = Trigger(maxBytes: 10);
        Assert.False(trigger.IsDueBySize(4, 6));
        Assert.True(trigger.IsDueBySize(4, 7));
        Assert.False(Trigger(maxBytes: null).IsDueBySize(4, long.MaxValue));
    }

    [Fact]
    public void WithoutAnEventAFileIsDueOnlyWhenItsPeriodHasEnded()
    {
        var trigger = Trigger(maxBytes: 10, rotateOnStart: true);
        trigger.BeginFile(lastWrite: Today, Today);
        Assert.False(trigger.IsDueWithoutEvent(11, Today));
        Assert.True(trigger.IsDueWithoutEvent(1, Tomorrow));
        Assert.False(trigger.IsDueWithoutEvent(0, Tomorrow));
    }

    [Fact]
    public void WithRotateOnStartAFileIsDueUntilItIsRotated()
    {
        var trigger = Trigger(rotateOnStart: true);
        trigger.BeginFile(lastWrite: Today, Today);
        Assert.True(trigger.IsDueByTime(1, Today));
        Assert.True(trigger.IsDueByTime(1, Today));
        trigger.EndFile();
        Assert.False(trigger.IsDueByTime(1, Today));
    }

    [Fact]
    public void ARunThatStartsWithAnEmptyFileDoesNotRotateAtItsStart()
    {
        var trigger = Trigger(rotateOnStart: true);
        trigger.BeginFile(lastWrite: null, Today);
        Assert.False(trigger.IsDueByTime(0, Today));
        Assert.False(trigger.IsDueByTime(1, Today));
    }

    [Theory]
    [InlineData("Day", "2024-03-01")]
    [InlineData("Month", "2024-03-01")]
    [InlineData("None", "2024-03-02T10:00")]
    public void AnArchiveIsDatedByTheStartOfItsPeriodOrWithoutPeriodsByItsRotation(string interval, string stamp)
    {
        var trigger = Trigger(interval: RotationInterval.Parse(interval));
        trigger.BeginFile(lastWrite: null, Today);
        Assert.Equal(Utc.At(stamp).DateTime, trigger.StampAt(Tomorrow));
    }

    [Fact]
    public void WithoutAnIntervalNoFileIsDueByTime()
    {
        var trigger = Trigger(interval: RotationInterval.None);
        trigger.BeginFile(lastWrite: null, Today);
        Assert.False(trigger.HasPeriods);
        Assert.False(trigger.IsDueByTime(1, DateTimeOffset.MaxValue.AddTicks(-1)));
        Assert.Equal(Timeout.InfiniteTimeSpan, trigger.UntilPeriodEnd(Today));
    }

    static RotationTrigger Trigger(long? maxBytes = null, RotationInterval? interval = null, bool rotateOnStart = false) =>
        new(new SizeLimit(maxBytes), new RotationCalendar(interval ?? RotationInterval.Day, TimeZoneInfo.Utc), rotateOnStart);
}
