namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>
/// Decides when the active file rotates: before the first event of a run, when its period has ended, before it outgrows its size limit. An
/// empty file never rotates.
/// </summary>
sealed class RotationTrigger(SizeLimit size, RotationCalendar calendar, bool rotateOnStart)
{
    readonly PeriodTracker _period = new(calendar);
    bool _rotateOnStart = rotateOnStart;

    public SizeLimit Size => size;

    /// <summary>Whether files rotate by time, and so without events too.</summary>
    public bool HasPeriods => calendar.HasPeriods;

    /// <summary>Takes note of a file that was opened.</summary>
    /// <param name="lastWrite">The last write to the file; null = the file is empty.</param>
    /// <param name="now">The present time.</param>
    public void BeginFile(DateTimeOffset? lastWrite, DateTimeOffset now) => _period.Begin(lastWrite ?? now, now);

    /// <summary>Takes note of a rotation.</summary>
    public void EndFile() => _rotateOnStart = false;

    /// <summary>Whether a file of this length rotates, whatever is added: at the start of a run, or because its period has ended.</summary>
    public bool IsDueByTime(long length, DateTimeOffset now)
    {
        if (length > 0) return _rotateOnStart || _period.HasEnded(now);
        // An empty file has nothing to rotate: it becomes the file of the present period, and the first of this run.
        _rotateOnStart = false;
        if (_period.HasEnded(now)) _period.Begin(now, now);
        return false;
    }

    /// <summary>
    /// Whether a file of this length rotates although no event comes: only because its period has ended. A start and a size rotate a file
    /// before an event is written, never by themselves.
    /// </summary>
    public bool IsDueWithoutEvent(long length, DateTimeOffset now) => IsDueByTime(length, now) && _period.HasEnded(now);

    /// <summary>Whether a file of this length rotates before bytes are added.</summary>
    public bool IsDueBySize(long length, long added) => size.IsDue(length, added);

    /// <summary>Whether the period of the active file has ended.</summary>
    public bool HasPeriodEnded(DateTimeOffset now) => _period.HasEnded(now);

    /// <summary>The time until the period of the active file ends; infinite for files that do not rotate by time.</summary>
    public TimeSpan UntilPeriodEnd(DateTimeOffset now) => _period.UntilEnd(now);

    /// <summary>The local time that a dated archive is named for: the start of its period; without periods, the rotation.</summary>
    public DateTime StampAt(DateTimeOffset now) => calendar.LocalTimeAt(HasPeriods ? _period.Current.Start : now);
}
