using System.ComponentModel;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

/// <summary>Intervals are values with a text.</summary>
public sealed class RotationIntervalTests
{
    public static TheoryData<string> Written => [.. Intervals.Texts];

    [Theory]
    [MemberData(nameof(Written))]
    public void TheTextOfAnIntervalIsTheOneThatIsRead(string text) => Assert.Equal(text, RotationInterval.Parse(text).ToString());

    [Fact]
    public void ReadingTheTextGivesTheInterval() =>
        Intervals.All.Sample(interval =>
        {
            Assert.Equal(interval, RotationInterval.Parse(interval.ToString()));
            Assert.Equal(interval, RotationInterval.Parse(interval.ToString().ToUpperInvariant()));
            Assert.True(RotationInterval.TryParse(interval.ToString().ToLowerInvariant(), out var read));
            Assert.Equal(interval, read);
        });

    [Fact]
    public void TwoIntervalsWithOneTextAreOneInterval() =>
        Gen.Select(Intervals.All, Intervals.All).Sample((a, b) =>
            Assert.Equal(a == b, string.Equals(a.ToString(), b.ToString(), StringComparison.Ordinal)));

    [Theory]
    [InlineData("Infinite", "None")]
    [InlineData("none", "None")]
    [InlineData(" DAY ", "Day")]
    [InlineData("Day 00:00", "Day")]
    [InlineData("Day 3:00", "Day 03:00")]
    [InlineData("sunday 23:59", "Sunday 23:59")]
    [InlineData("Monday", "Week")]
    [InlineData("Monday 03:00", "Week 03:00")]
    [InlineData("60m", "Hour")]
    [InlineData("1h", "Hour")]
    [InlineData("1M", "Minute")]
    [InlineData("90m", "90m")]
    [InlineData("120m", "2h")]
    [InlineData("24H", "Day")]
    public void OtherTextsAreReadToo(string text, string same) => Assert.Equal(same, RotationInterval.Parse(text).ToString());

    [Theory]
    [InlineData("Daily", "is not an interval; allowed are None, Minute, Hour, Day")]
    [InlineData("", "is not an interval")]
    [InlineData("1", "is not an interval")]
    [InlineData("1d", "is not an interval")]
    [InlineData("-6h", "is not an interval")]
    [InlineData("6 h", "is not an interval")]
    [InlineData("６h", "is not an interval")]
    [InlineData("7h", "does not divide a day into equal parts; write 6h or 8h")]
    [InlineData("7m", "does not divide a day into equal parts; write 6m or 8m")]
    [InlineData("23h", "does not divide a day into equal parts; write 12h or 24h")]
    [InlineData("0m", "is less than a minute; the shortest interval is 1m")]
    [InlineData("36h", "is more than a day; write Day, a weekday, Week, Month or Year")]
    [InlineData("999999h", "is more than a day")]
    [InlineData("Hour 03:00", "has a time, which only Day and longer intervals can have; write Hour")]
    [InlineData("6h 03:00", "has a time, which only Day and longer intervals can have; write 6h")]
    [InlineData("Day 24:00", "has a time that is not one; write hours and minutes, such as Day 03:00")]
    [InlineData("Day 3am", "has a time that is not one; write hours and minutes, such as Day 03:00")]
    [InlineData("Day  03:00", "has a time that is not one; write hours and minutes, such as Day 03:00")]
    [InlineData("Sunday 03:00:00", "has a time that is not one; write hours and minutes, such as Sunday 03:00")]
    public void AWrongTextIsRefusedWithWhatWouldBeRight(string text, string message)
    {
        var failure = Assert.Throws<FormatException>(() => RotationInterval.Parse(text));
        Assert.StartsWith($"\"{text}\" {message}", failure.Message, StringComparison.Ordinal);
        Assert.False(RotationInterval.TryParse(text, out var interval));
        Assert.Equal(RotationInterval.None, interval);
    }

    [Fact]
    public void NoTextIsNoInterval()
    {
        Assert.Throws<ArgumentNullException>(() => RotationInterval.Parse(null!));
        Assert.False(RotationInterval.TryParse(null, out _));
    }

    [Fact]
    public void WhatAnIntervalCannotBeIsRefused()
    {
        AssertRefused("length", "write 6h or 8h", () => RotationInterval.Every(TimeSpan.FromHours(7)));
        AssertRefused("length", "write 1m or 2m", () => RotationInterval.Every(TimeSpan.FromSeconds(90)));
        AssertRefused("length", "the shortest interval is 1m", () => RotationInterval.Every(TimeSpan.FromSeconds(30)));
        AssertRefused("length", "the shortest interval is 1m", () => RotationInterval.Every(Timeout.InfiniteTimeSpan));
        AssertRefused("day", "is not a day of the week", () => RotationInterval.On((DayOfWeek)7));
        AssertRefused("time", "has seconds", () => RotationInterval.Day.At(new TimeOnly(3, 0, 1)));
        foreach (var interval in new[] { default, RotationInterval.Hour, RotationInterval.Every(TimeSpan.FromHours(6)) })
        {
            var failure = Assert.Throws<InvalidOperationException>(() => interval.At(new TimeOnly(3, 0)));
            Assert.StartsWith($"{interval} has no time of day", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void OneMeaningIsOneValue()
    {
        Assert.Equal(RotationInterval.None, default);
        Assert.Equal(RotationInterval.Day, RotationInterval.Every(TimeSpan.FromDays(1)));
        Assert.Equal(RotationInterval.Week, RotationInterval.On(DayOfWeek.Monday));
        Assert.Equal(RotationInterval.Day, RotationInterval.Day.At(new TimeOnly(3, 0)).At(TimeOnly.MinValue));
        Assert.NotEqual(RotationInterval.Week, RotationInterval.On(DayOfWeek.Sunday));
    }

    [Fact]
    public void GenericCodeAndConfigurationBindersReadIntervals()
    {
        var sunday = RotationInterval.On(DayOfWeek.Sunday).At(new TimeOnly(3, 0));
        Assert.Equal(sunday, Read<RotationInterval>("Sunday 03:00"));
        Assert.Equal("Sunday 03:00", TypeDescriptor.GetConverter(typeof(RotationInterval)).ConvertToInvariantString(sunday));
        var section = JsonSettings.Parse("""{ "Every": "Sunday 03:00", "Other": "6h" }""");
        Assert.Equal(sunday, section.GetValue<RotationInterval>("Every"));
        Assert.Equal(TimeSpan.FromHours(6), section.Get<Bound>()!.Other.Length);

        static T Read<T>(string text)
            where T : IParsable<T> => T.Parse(text, provider: null);
    }

    static void AssertRefused(string parameter, string message, Action wrong)
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(wrong);
        Assert.Equal(parameter, failure.ParamName);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    sealed record Bound
    {
        public RotationInterval Other { get; set; }
    }
}
