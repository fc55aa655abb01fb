namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Divides time into the periods of an interval, in one time zone.</summary>
sealed class RotationCalendar(RotationInterval interval, TimeZoneInfo zone)
{
    static readonly TimeSpan LargestOffset = TimeSpan.FromHours(15);

    /// <summary>Whether there are periods; without them, one period holds all time.</summary>
    public bool HasPeriods => interval != RotationInterval.None;

    public CalendarPeriod PeriodAt(DateTimeOffset instant) => interval switch
    {
        RotationInterval.None => CalendarPeriod.AllTime,
        RotationInterval.Minute => ElapsedPeriodAt(instant, TimeSpan.FromMinutes(1)),
        RotationInterval.Hour => ElapsedPeriodAt(instant, TimeSpan.FromHours(1)),
        _ => DatePeriodAt(instant),
    };

    /// <summary>The time that the clocks of the zone show.</summary>
    public DateTime LocalTimeAt(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    /// <summary>
    /// Periods of elapsed time, which begin when the clocks show a full hour or minute. A change of the clocks by a part of an hour or
    /// minute ends a period too.
    /// </summary>
    CalendarPeriod ElapsedPeriodAt(DateTimeOffset instant, TimeSpan length)
    {
        var phase = PhaseAt(instant, length);
        var utc = instant.ToUniversalTime();
        var start = utc.AddTicks(-(LocalTimeAt(instant).Ticks % length.Ticks));
        var end = start + length;
        if (PhaseAt(start, length) != phase) start = FirstInstant(start, utc, i => PhaseAt(i, length) == phase);
        var last = end.AddTicks(-1);
        if (PhaseAt(last, length) != phase) end = FirstInstant(utc, last, i => PhaseAt(i, length) != phase);
        return new CalendarPeriod(start, end);
    }

    /// <summary>The distance of the zone's full hours or minutes from those of UTC.</summary>
    TimeSpan PhaseAt(DateTimeOffset instant, TimeSpan length) => TimeSpan.FromTicks(zone.GetUtcOffset(instant).Ticks % length.Ticks);

    CalendarPeriod DatePeriodAt(DateTimeOffset instant)
    {
        var first = FirstDateOfPeriod(DateOnly.FromDateTime(LocalTimeAt(instant)));
        return new CalendarPeriod(FirstInstantOf(first), FirstInstantOf(NextPeriod(first)));
    }

    DateOnly FirstDateOfPeriod(DateOnly date) => interval switch
    {
        RotationInterval.Day => date,
        RotationInterval.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        RotationInterval.Month => new DateOnly(date.Year, date.Month, 1),
        RotationInterval.Year => new DateOnly(date.Year, 1, 1),
        _ => throw new InvalidOperationException($"{interval} has no dates"),
    };

    DateOnly NextPeriod(DateOnly first) => interval switch
    {
        RotationInterval.Day => first.AddDays(1),
        RotationInterval.Week => first.AddDays(7),
        RotationInterval.Month => first.AddMonths(1),
        _ => first.AddYears(1),
    };

    /// <summary>
    /// The first moment at which the clocks show the date. It is searched for rather than computed from midnight: that night may have no
    /// midnight, or two.
    /// </summary>
    DateTimeOffset FirstInstantOf(DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return FirstInstant(midnight - LargestOffset, midnight + LargestOffset, i => DateOnly.FromDateTime(LocalTimeAt(i)) >= date);
    }

    /// <summary>
    /// The first moment of a condition that does not hold at <paramref name="before"/>, and holds at <paramref name="from"/>.
    /// </summary>
    static DateTimeOffset FirstInstant(DateTimeOffset before, DateTimeOffset from, Predicate<DateTimeOffset> holds)
    {
        while ((from - before).Ticks > 1)
        {
            var middle = before.AddTicks((from - before).Ticks / 2);
            if (holds(middle)) from = middle;
            else before = middle;
        }
        return from;
    }
}
