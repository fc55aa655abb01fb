using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Tracks the period that the active file belongs to, whatever the clock does.</summary>
sealed class PeriodTracker(RotationCalendar calendar)
{
    CalendarPeriod? _leftByClock;

    /// <summary>The period of the active file.</summary>
    public CalendarPeriod Current { get; private set; } = CalendarPeriod.AllTime;

    /// <summary>Begins with a file that was opened: it belongs to the period of its last write.</summary>
    /// <param name="lastWrite">The last write; <paramref name="now"/> for an empty file.</param>
    /// <param name="now">The present time.</param>
    public void Begin(DateTimeOffset lastWrite, DateTimeOffset now)
    {
        Current = calendar.PeriodAt(lastWrite < now ? lastWrite : now);
        _leftByClock = null;
    }

    /// <summary>
    /// Whether the current period has ended. When the clock goes back to an earlier period, the file belongs to that period from then on:
    /// a clock that was far ahead does not stop rotation for years. When the clock returns, the file belongs to its old period again, and
    /// is not rotated for that.
    /// </summary>
    public bool HasEnded(DateTimeOffset now)
    {
        if (_leftByClock is { } left && left.Contains(now))
        {
            Current = left;
            _leftByClock = null;
        }
        else if (now < Current.Start)
        {
            _leftByClock ??= Current;
            Current = calendar.PeriodAt(now);
        }
        return now >= Current.End;
    }

    /// <summary>The time until the current period ends; infinite for files that do not rotate by time.</summary>
    public TimeSpan UntilEnd(DateTimeOffset now) => calendar.HasPeriods ? Waits.Until(Current.End, now) : Timeout.InfiniteTimeSpan;
}
