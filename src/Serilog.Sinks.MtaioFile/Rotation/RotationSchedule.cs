namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Knows the period that the active file belongs to, and when it is over.</summary>
sealed class RotationSchedule(RotationCalendar calendar)
{
    Period _current = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
    Period? _displaced;

    /// <summary>The period of the active file.</summary>
    public Period Current => _current;

    /// <summary>A file was opened, which holds what was written at <paramref name="lastWrite"/>, or nothing.</summary>
    public void Begin(DateTimeOffset lastWrite, DateTimeOffset now)
    {
        _current = calendar.PeriodAt(lastWrite < now ? lastWrite : now);
        _displaced = null;
    }

    /// <summary>
    /// Whether the period is over. When the clock goes back, the period it goes back to counts from then on, so that a clock that was wrong
    /// does not stop rotation for years; when it returns, so does the period that it left, without a rotation.
    /// </summary>
    public bool IsOver(DateTimeOffset now)
    {
        if (_displaced is { } displaced && displaced.Contains(now))
        {
            _current = displaced;
            _displaced = null;
        }
        else if (now < _current.Start)
        {
            _displaced ??= _current;
            _current = calendar.PeriodAt(now);
        }
        return now >= _current.End;
    }

    /// <summary>How long until the period is over; infinite when files have no period.</summary>
    public TimeSpan Remaining(DateTimeOffset now)
    {
        if (calendar.Interval == RotationInterval.None) return Timeout.InfiniteTimeSpan;
        var remaining = _current.End - now;
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
