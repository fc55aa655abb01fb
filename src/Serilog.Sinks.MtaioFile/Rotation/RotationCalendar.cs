namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Divides time into the periods of an interval, in one time zone.</summary>
sealed class RotationCalendar(RotationInterval interval, TimeZoneInfo zone)
{
    readonly LocalClock _clock = new(zone);

    /// <summary>Whether there are periods; without them, one period holds all time.</summary>
    public bool HasPeriods => !interval.IsNone;

    public CalendarPeriod PeriodAt(DateTimeOffset instant)
    {
        if (!HasPeriods) return CalendarPeriod.AllTime;
        return interval.Unit == IntervalUnit.Time && DayParts.DividesAnHour(interval.Length)
            ? ElapsedPeriodAt(instant, interval.Length)
            : ClockPeriodAt(instant);
    }

    /// <summary>The time that the clocks of the zone show.</summary>
    public DateTime LocalTimeAt(DateTimeOffset instant) => _clock.TimeAt(instant);

    /// <summary>
    /// Periods of elapsed time, which begin when the clocks show a full hour or a part of it. A change of the clocks by a part of a period
    /// ends a period too.
    /// </summary>
    CalendarPeriod ElapsedPeriodAt(DateTimeOffset instant, TimeSpan length)
    {
        var phase = PhaseAt(instant, length);
        var utc = instant.ToUniversalTime();
        var start = utc.AddTicks(-(LocalTimeAt(instant).Ticks % length.Ticks));
        var end = start + length;
        if (PhaseAt(start, length) != phase) start = LocalClock.FirstInstant(start, utc, i => PhaseAt(i, length) == phase);
        var last = end.AddTicks(-1);
        if (PhaseAt(last, length) != phase) end = LocalClock.FirstInstant(utc, last, i => PhaseAt(i, length) != phase);
        return new CalendarPeriod(start, end);
    }

    /// <summary>The distance of the zone's full periods from those of UTC.</summary>
    TimeSpan PhaseAt(DateTimeOffset instant, TimeSpan length) => TimeSpan.FromTicks(_clock.OffsetAt(instant).Ticks % length.Ticks);

    /// <summary>
    /// Periods that begin when the clocks first show a time. When the clocks go back, a period goes on although they show the time of the
    /// one before; a period whose times are all skipped has no moment.
    /// </summary>
    CalendarPeriod ClockPeriodAt(DateTimeOffset instant)
    {
        var time = BeginningBefore(LocalTimeAt(instant));
        var start = _clock.FirstInstantOf(time);
        while (true)
        {
            time = BeginningAfter(time);
            var end = _clock.FirstInstantOf(time);
            if (end > instant) return new CalendarPeriod(start, end);
            start = end;
        }
    }

    /// <summary>The last time at which a period begins, up to a time.</summary>
    DateTime BeginningBefore(DateTime time)
    {
        if (interval.Unit == IntervalUnit.Time) return time.AddTicks(-(time.TimeOfDay.Ticks % interval.Length.Ticks));
        return FirstDate(DateOnly.FromDateTime(time - interval.Time.ToTimeSpan())).ToDateTime(interval.Time);
    }

    DateOnly FirstDate(DateOnly date) => interval.Unit switch
    {
        IntervalUnit.Day => date,
        IntervalUnit.Week => date.AddDays(-((date.DayOfWeek - interval.FirstDay + 7) % 7)),
        IntervalUnit.Month => new DateOnly(date.Year, date.Month, 1),
        _ => new DateOnly(date.Year, 1, 1),
    };

    DateTime BeginningAfter(DateTime beginning) => interval.Unit switch
    {
        IntervalUnit.Time => beginning + interval.Length,
        IntervalUnit.Day => beginning.AddDays(1),
        IntervalUnit.Week => beginning.AddDays(7),
        IntervalUnit.Month => beginning.AddMonths(1),
        _ => beginning.AddYears(1),
    };
}
