namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Divides time into the periods of an interval, in one time zone.</summary>
sealed class RotationCalendar(RotationInterval interval, TimeZoneInfo zone)
{
    static readonly TimeSpan LargestOffset = TimeSpan.FromHours(15);

    public RotationInterval Interval => interval;

    public Period PeriodAt(DateTimeOffset instant) => interval switch
    {
        RotationInterval.None => new Period(DateTimeOffset.MinValue, DateTimeOffset.MaxValue),
        RotationInterval.Minute => ElapsedPeriodAt(instant, TimeSpan.FromMinutes(1)),
        RotationInterval.Hour => ElapsedPeriodAt(instant, TimeSpan.FromHours(1)),
        _ => DatePeriodAt(instant),
    };

    /// <summary>What the clocks of the zone show.</summary>
    public DateTime LocalTimeAt(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    Period ElapsedPeriodAt(DateTimeOffset instant, TimeSpan length)
    {
        var intoPeriod = TimeSpan.FromTicks(LocalTimeAt(instant).Ticks % length.Ticks);
        var start = instant.ToUniversalTime() - intoPeriod;
        return new Period(start, start + length);
    }

    Period DatePeriodAt(DateTimeOffset instant)
    {
        var first = FirstDateOfPeriod(DateOnly.FromDateTime(LocalTimeAt(instant)));
        return new Period(FirstInstantOf(first), FirstInstantOf(NextPeriod(first)));
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
    /// The first moment at which the clocks show the date. Searched for rather than computed from midnight, which may not exist that night, or exist twice.
    /// </summary>
    DateTimeOffset FirstInstantOf(DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var (before, from) = ((midnight - LargestOffset).Ticks, (midnight + LargestOffset).Ticks);
        while (from - before > 1)
        {
            var middle = before + ((from - before) / 2);
            if (DateOnly.FromDateTime(LocalTimeAt(new DateTimeOffset(middle, TimeSpan.Zero))) < date) before = middle;
            else from = middle;
        }
        return new DateTimeOffset(from, TimeSpan.Zero);
    }
}
