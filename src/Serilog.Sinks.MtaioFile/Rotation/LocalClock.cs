namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>The clocks of a time zone: which time they show, and when they first show a time.</summary>
sealed class LocalClock(TimeZoneInfo zone)
{
    static readonly TimeSpan LargestOffset = TimeSpan.FromHours(15);

    /// <summary>No zone changes its clocks twice in this time.</summary>
    static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>The time that the clocks show.</summary>
    public DateTime TimeAt(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    public TimeSpan OffsetAt(DateTimeOffset instant) => zone.GetUtcOffset(instant);

    /// <summary>
    /// The first moment at which the clocks show a time or a later one: the first of two if they show it twice, and the moment of the
    /// change if a change of the clocks skips it.
    /// </summary>
    public DateTimeOffset FirstInstantOf(DateTime time)
    {
        var clock = new DateTimeOffset(time, TimeSpan.Zero);
        var start = clock - LargestOffset;
        while (true)
        {
            // The moment of the time if no change of the clocks comes before it.
            var shown = clock - OffsetAt(start);
            if (shown <= start) return start;
            if (NextChange(start, shown) is not { } change) return shown;
            start = change;
        }
    }

    /// <summary>
    /// The first moment of a condition that does not hold at <paramref name="before"/>, and holds at <paramref name="from"/>.
    /// </summary>
    public static DateTimeOffset FirstInstant(DateTimeOffset before, DateTimeOffset from, Predicate<DateTimeOffset> holds)
    {
        while ((from - before).Ticks > 1)
        {
            var middle = before.AddTicks((from - before).Ticks / 2);
            if (holds(middle)) from = middle;
            else before = middle;
        }
        return from;
    }

    /// <summary>The first change of the clocks after one moment and up to another; null when there is none.</summary>
    DateTimeOffset? NextChange(DateTimeOffset after, DateTimeOffset last)
    {
        var offset = OffsetAt(after);
        for (var before = after; before < last;)
        {
            var next = last - before < Step ? last : before + Step;
            if (OffsetAt(next) != offset) return FirstInstant(before, next, i => OffsetAt(i) != offset);
            before = next;
        }
        return null;
    }
}
