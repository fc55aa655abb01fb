using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Rotation;

/// <summary>Periods of minutes, hours, days, weeks and months in time zones whose clocks change.</summary>
public sealed class RotationCalendarTests
{
    /// <summary>Zones whose clocks are changed at midnight, by half an hour, by a whole day, at odd minutes, or never.</summary>
    static readonly string[] Zones =
    [
        "UTC", "America/New_York", "Europe/Berlin", "America/Asuncion", "America/Santiago", "Asia/Beirut", "Africa/Cairo", "America/Havana",
        "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Apia", "Pacific/Kiritimati", "America/St_Johns", "America/Nuuk",
        "America/Sao_Paulo", "Africa/Casablanca", "Asia/Tehran", "Africa/Monrovia", "Europe/Lisbon",
    ];

    /// <summary>Moments at which one of these zones changes its clocks.</summary>
    static readonly DateTimeOffset[] Changes =
    [
        Utc.At("2024-03-10T07:00Z"), Utc.At("2024-11-03T06:00Z"), Utc.At("2023-10-01T04:00Z"), Utc.At("2024-09-08T04:00Z"),
        Utc.At("2024-03-30T22:00Z"), Utc.At("2024-11-03T05:00Z"), Utc.At("2024-10-05T15:30Z"), Utc.At("2024-04-06T15:00Z"),
        Utc.At("2011-12-30T10:00Z"), Utc.At("2005-10-30T02:31Z"), Utc.At("2005-04-03T03:31Z"), Utc.At("2024-10-27T01:00Z"),
        Utc.At("2024-03-31T01:00Z"), Utc.At("2018-11-04T03:00Z"), Utc.At("2018-02-18T02:00Z"), Utc.At("2024-03-10T02:00Z"),
        Utc.At("2024-04-14T02:00Z"), Utc.At("2022-03-21T20:30Z"), Utc.At("2022-09-21T19:30Z"), Utc.At("1996-03-31T01:00Z"),
    ];

    static readonly Gen<DateTimeOffset> Instants = Gen.OneOf(
        Gen.Long[Utc.At("1990-01-01").Ticks, Utc.At("2040-01-01").Ticks].Select(t => new DateTimeOffset(t, TimeSpan.Zero)),
        Gen.Select(
            Gen.OneOf(Changes), Gen.Long[-3 * TimeSpan.TicksPerHour, 3 * TimeSpan.TicksPerHour], (change, ticks) => change.AddTicks(ticks)),
        Gen.OneOf(Changes));

    static readonly Gen<(RotationCalendar Calendar, RotationInterval Interval, string Zone, DateTimeOffset Instant)> Cases = Gen.Select(
        Intervals.Periodic,
        Gen.OneOf(Zones),
        Instants,
        (interval, zone, instant) => (Calendar(interval, zone), interval, zone, instant));

    [Theory]
    [InlineData("Minute", "2024-03-01T12:34:56Z", "2024-03-01T12:34Z", "2024-03-01T12:35Z")]
    [InlineData("Hour", "2024-03-01T12:34:56Z", "2024-03-01T12:00Z", "2024-03-01T13:00Z")]
    [InlineData("Hour", "2024-12-31T23:59:59Z", "2024-12-31T23:00Z", "2025-01-01T00:00Z")]
    [InlineData("Day", "2024-02-28T23:59:59Z", "2024-02-28T00:00Z", "2024-02-29T00:00Z")]
    [InlineData("Day", "2024-02-29T12:00:00Z", "2024-02-29T00:00Z", "2024-03-01T00:00Z")]
    [InlineData("Day", "2023-02-28T00:00:00Z", "2023-02-28T00:00Z", "2023-03-01T00:00Z")]
    [InlineData("Week", "2024-03-03T23:59:59Z", "2024-02-26T00:00Z", "2024-03-04T00:00Z")]
    [InlineData("Week", "2024-03-04T00:00:00Z", "2024-03-04T00:00Z", "2024-03-11T00:00Z")]
    [InlineData("Week", "2025-01-01T00:00:00Z", "2024-12-30T00:00Z", "2025-01-06T00:00Z")]
    [InlineData("Month", "2024-01-31T23:00:00Z", "2024-01-01T00:00Z", "2024-02-01T00:00Z")]
    [InlineData("Month", "2024-02-29T00:00:00Z", "2024-02-01T00:00Z", "2024-03-01T00:00Z")]
    [InlineData("Month", "2024-12-31T23:59:59Z", "2024-12-01T00:00Z", "2025-01-01T00:00Z")]
    [InlineData("Year", "2024-12-31T23:59:59Z", "2024-01-01T00:00Z", "2025-01-01T00:00Z")]
    [InlineData("Year", "2024-01-01T00:00:00Z", "2024-01-01T00:00Z", "2025-01-01T00:00Z")]
    public void PeriodsBeginAndEndWhereTheCalendarSays(string interval, string instant, string start, string end) =>
        APeriodFollowsTheClocks(interval, "UTC", instant, start, end);

    [TheoryExcept(Except.Wine, "it has no IANA time zones")]
    [InlineData("America/New_York", "2024-03-10T12:00Z", "2024-03-10T05:00Z", "2024-03-11T04:00Z")] // 23 hours
    [InlineData("America/New_York", "2024-11-03T12:00Z", "2024-11-03T04:00Z", "2024-11-04T05:00Z")] // 25 hours
    [InlineData("America/New_York", "2024-11-04T04:30Z", "2024-11-03T04:00Z", "2024-11-04T05:00Z")]
    [InlineData("America/Asuncion", "2023-10-01T12:00Z", "2023-10-01T04:00Z", "2023-10-02T03:00Z")] // begins at 01:00
    [InlineData("America/Santiago", "2024-09-08T12:00Z", "2024-09-08T04:00Z", "2024-09-09T03:00Z")] // begins at 01:00
    [InlineData("Asia/Beirut", "2024-03-31T12:00Z", "2024-03-30T22:00Z", "2024-03-31T21:00Z")] // begins at 01:00
    [InlineData("America/Havana", "2024-11-03T12:00Z", "2024-11-03T04:00Z", "2024-11-04T05:00Z")] // midnight twice
    [InlineData("Pacific/Apia", "2011-12-30T09:00Z", "2011-12-29T10:00Z", "2011-12-30T10:00Z")] // the day after does not exist
    [InlineData("Asia/Kolkata", "2024-06-01T00:00Z", "2024-05-31T18:30Z", "2024-06-01T18:30Z")]
    [InlineData("Pacific/Kiritimati", "2024-06-01T11:00Z", "2024-06-01T10:00Z", "2024-06-02T10:00Z")]
    public void ADayIsALocalDayOfTheTimeZone(string zone, string instant, string start, string end) =>
        Assert.Equal(new CalendarPeriod(Utc.At(start), Utc.At(end)), Calendar(RotationInterval.Day, zone).PeriodAt(Utc.At(instant)));

    [TheoryExcept(Except.Wine, "it has no IANA time zones")]
    [InlineData("Asia/Kolkata", "2024-06-01T00:20Z", "2024-05-31T23:30Z", "2024-06-01T00:30Z")]
    [InlineData("Asia/Kathmandu", "2024-06-01T00:20Z", "2024-06-01T00:15Z", "2024-06-01T01:15Z")]
    [InlineData("America/New_York", "2024-11-03T05:30Z", "2024-11-03T05:00Z", "2024-11-03T06:00Z")] // 01:30, the first time
    [InlineData("America/New_York", "2024-11-03T06:30Z", "2024-11-03T06:00Z", "2024-11-03T07:00Z")] // 01:30, the second time
    [InlineData("America/New_York", "2024-03-10T07:30Z", "2024-03-10T07:00Z", "2024-03-10T08:00Z")]
    [InlineData("Australia/Lord_Howe", "2024-10-05T15:40Z", "2024-10-05T15:30Z", "2024-10-05T16:00Z")] // 02:00 became 02:30
    [InlineData("Australia/Lord_Howe", "2024-04-06T15:10Z", "2024-04-06T15:00Z", "2024-04-06T15:30Z")] // 02:00 became 01:30
    public void AnHourBeginsAtAFullLocalHourOrWhenTheClocksChange(string zone, string instant, string start, string end) =>
        Assert.Equal(new CalendarPeriod(Utc.At(start), Utc.At(end)), Calendar(RotationInterval.Hour, zone).PeriodAt(Utc.At(instant)));

    [TheoryExcept(Except.Wine, "it has no IANA time zones")]
    [InlineData("Day 02:30", "Europe/Berlin", "2024-03-31T12:00Z", "2024-03-31T01:00Z", "2024-04-01T00:30Z")] // skipped: 03:00
    [InlineData("Day 02:30", "Europe/Berlin", "2024-10-27T00:45Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z")] // twice: the first
    [InlineData("Day 02:30", "Europe/Berlin", "2024-10-27T01:15Z", "2024-10-27T00:30Z", "2024-10-28T01:30Z")] // 02:15 again
    [InlineData("Day 03:00", "Europe/Berlin", "2024-06-01T00:59Z", "2024-05-31T01:00Z", "2024-06-01T01:00Z")]
    [InlineData("Day 03:00", "Europe/Berlin", "2024-06-01T01:00Z", "2024-06-01T01:00Z", "2024-06-02T01:00Z")]
    [InlineData("Day 00:00", "America/Sao_Paulo", "2018-11-04T12:00Z", "2018-11-04T03:00Z", "2018-11-05T02:00Z")] // begins at 01:00
    [InlineData("Day 23:30", "America/Sao_Paulo", "2018-02-18T02:15Z", "2018-02-18T01:30Z", "2018-02-19T02:30Z")] // 23:15 again
    [InlineData("Day 12:00", "Pacific/Apia", "2011-12-30T09:00Z", "2011-12-29T22:00Z", "2011-12-30T10:00Z")] // no December 30
    [InlineData("Day", "America/St_Johns", "2005-10-30T02:45Z", "2005-10-30T02:30Z", "2005-10-31T03:30Z")] // 23:15 of the day before
    [InlineData("6h", "Europe/Berlin", "2024-03-31T00:00Z", "2024-03-30T23:00Z", "2024-03-31T04:00Z")] // 5 hours
    [InlineData("6h", "Europe/Berlin", "2024-10-27T00:00Z", "2024-10-26T22:00Z", "2024-10-27T05:00Z")] // 7 hours
    [InlineData("6h", "Europe/Berlin", "2024-10-27T05:00Z", "2024-10-27T05:00Z", "2024-10-27T11:00Z")]
    [InlineData("2h", "Europe/Berlin", "2024-10-27T01:30Z", "2024-10-27T00:00Z", "2024-10-27T03:00Z")]
    [InlineData("15m", "Europe/Berlin", "2024-10-27T00:50Z", "2024-10-27T00:45Z", "2024-10-27T01:00Z")] // 02:45, the first time
    [InlineData("15m", "Europe/Berlin", "2024-10-27T01:50Z", "2024-10-27T01:45Z", "2024-10-27T02:00Z")] // 02:45, the second time
    [InlineData("20m", "Australia/Lord_Howe", "2024-04-06T14:55Z", "2024-04-06T14:40Z", "2024-04-06T15:00Z")]
    [InlineData("20m", "Australia/Lord_Howe", "2024-04-06T15:05Z", "2024-04-06T15:00Z", "2024-04-06T15:10Z")] // 01:30 until 01:40
    [InlineData("Sunday", "UTC", "2024-03-02T23:59Z", "2024-02-25T00:00Z", "2024-03-03T00:00Z")]
    [InlineData("Sunday 03:00", "UTC", "2024-03-03T02:59Z", "2024-02-25T03:00Z", "2024-03-03T03:00Z")]
    [InlineData("Sunday 03:00", "UTC", "2024-03-03T03:00Z", "2024-03-03T03:00Z", "2024-03-10T03:00Z")]
    [InlineData("Week 03:00", "UTC", "2024-03-04T02:59Z", "2024-02-26T03:00Z", "2024-03-04T03:00Z")]
    [InlineData("Month 03:00", "UTC", "2024-03-01T02:59Z", "2024-02-01T03:00Z", "2024-03-01T03:00Z")]
    [InlineData("Year 03:00", "UTC", "2024-01-01T02:59Z", "2023-01-01T03:00Z", "2024-01-01T03:00Z")]
    [InlineData("90m", "UTC", "2024-03-01T04:29Z", "2024-03-01T03:00Z", "2024-03-01T04:30Z")]
    public void APeriodFollowsTheClocks(string interval, string zone, string instant, string start, string end) =>
        Assert.Equal(
            new CalendarPeriod(Utc.At(start), Utc.At(end)),
            Calendar(RotationInterval.Parse(interval), zone).PeriodAt(Utc.At(instant)));

    [Fact]
    public void WithoutAnIntervalOnePeriodHoldsAllTime() =>
        Assert.Equal(
            new CalendarPeriod(DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
            Calendar(RotationInterval.None, "UTC").PeriodAt(Some.Instant));

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public void EveryInstantLiesInItsOwnPeriod() =>
        Cases.Sample(
            c => Assert.True(c.Calendar.PeriodAt(c.Instant).Contains(c.Instant), $"{c.Interval} {c.Zone} {c.Instant:O}"),
            iter: 20_000,
            threads: 1);

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public void EachPeriodBeginsWhereThePreviousPeriodEnds() =>
        Cases.Sample(
            c =>
            {
                var period = c.Calendar.PeriodAt(c.Instant);
                Assert.Equal(period.End, c.Calendar.PeriodAt(period.End).Start);
                Assert.Equal(period.Start, c.Calendar.PeriodAt(period.Start.AddTicks(-1)).End);
                Assert.Equal(period, c.Calendar.PeriodAt(period.Start));
            },
            iter: 20_000,
            threads: 1);

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public void APeriodBeginsWhenTheClocksFirstShowItsTime() =>
        Cases.Where(c => c.Interval.Unit >= IntervalUnit.Day).Sample(
            c =>
            {
                var start = c.Calendar.PeriodAt(c.Instant).Start;
                var shown = c.Calendar.LocalTimeAt(start);
                var text = $"{c.Interval} {c.Zone} {c.Instant:O}: {shown:O}";
                var before = c.Calendar.LocalTimeAt(start.AddTicks(-1));
                var isSkipped = shown - before > TimeSpan.FromTicks(1);
                var asked = shown.Date + c.Interval.Time.ToTimeSpan();
                if (isSkipped) Assert.True(Enumerable.Range(0, 3).Any(d => before < asked.AddDays(-d) && asked.AddDays(-d) <= shown), text);
                else Assert.True(TimeOnly.FromDateTime(shown) == c.Interval.Time, text);
                var earlier = Enumerable.Range(1, 24 * 60).Select(m => c.Calendar.LocalTimeAt(start.AddMinutes(-m))).Max();
                Assert.True(earlier < shown, $"{text} after {earlier:O}");
            },
            iter: 1000,
            threads: 1);

    /// <summary>Except where a whole date is skipped: a period of the skipped date begins with the next date.</summary>
    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public void TwoPeriodsLongerThanAnHourHaveDifferentStamps() =>
        Cases.Where(c => c.Interval.Length > TimeSpan.FromHours(1) || c.Interval.Unit >= IntervalUnit.Day)
            .Where(c => !c.Zone.StartsWith("Pacific/", StringComparison.Ordinal)).Sample(
            c =>
            {
                var period = c.Calendar.PeriodAt(c.Instant);
                Assert.NotEqual(StampOf(period.Start), StampOf(period.End));
                Assert.Equal(c.Interval.Length.Minutes == 0, StampFormat.PrecisionFor(c.Interval) < StampPrecision.Minute);

                DateTime StampOf(DateTimeOffset start) =>
                    StampFormat.Cut(c.Calendar.LocalTimeAt(start), StampFormat.PrecisionFor(c.Interval));
            },
            iter: 3000,
            threads: 1);

    static RotationCalendar Calendar(RotationInterval interval, string zone) => new(interval, TimeZoneInfo.FindSystemTimeZoneById(zone));
}
