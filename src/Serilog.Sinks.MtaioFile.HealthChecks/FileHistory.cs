namespace Serilog.Sinks.MtaioFile.HealthChecks;

/// <summary>
/// What earlier checks have seen of a sink. Any number of callers may check at any times: a check only adds what it sees to what is known.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="forgetDropsAfter">How long dropped events are of interest.</param>
sealed class FileHistory(TimeProvider clock, TimeSpan forgetDropsAfter)
{
    MtaioFileStatistics _last;
    MtaioFileStatistics _beforeDrops;
    long? _droppedAt, _failedAt, _stalledSince;
    bool _isRetrying;

    /// <summary>Adds what a sink has done so far.</summary>
    public void Add(MtaioFileStatistics now)
    {
        var time = clock.GetTimestamp();
        if (IsOfAnotherSink(now)) (_last, _droppedAt, _failedAt, _stalledSince, _isRetrying) = (default, null, null, null, false);
        if (_droppedAt is not null && SinceDrop > forgetDropsAfter) _droppedAt = null;
        if (now.Dropped > _last.Dropped)
        {
            if (_droppedAt is null) _beforeDrops = _last;
            _droppedAt = time;
        }
        var (hasFailed, hasWritten) = (now.Failures > _last.Failures, now.Written > _last.Written);
        // An attempt may take long to fail: until something is written, the failure goes on.
        _isRetrying = now.Pending > 0 && (hasFailed || (_isRetrying && !hasWritten));
        if (hasFailed || _isRetrying) _failedAt = time;
        if (now.Pending == 0) _stalledSince = null;
        else if (_stalledSince is null || hasWritten) _stalledSince = time;
        _last = now;
    }

    /// <summary>The time since dropped events were noticed; null = none, or so long ago that they are of no interest.</summary>
    public TimeSpan? SinceDrop => Since(_droppedAt);

    /// <summary>The time since failed operations were noticed; null = none.</summary>
    public TimeSpan? SinceFailure => Since(_failedAt);

    /// <summary>The time for which events have waited and none was written; null = none waits.</summary>
    public TimeSpan? Stalled => Since(_stalledSince);

    /// <summary>The number of the dropped events that are of interest.</summary>
    public long Dropped => _last.Dropped - _beforeDrops.Dropped;

    /// <summary>Why these were dropped, with the number of each reason.</summary>
    public string DropReasons
    {
        get
        {
            (string Reason, long Count)[] all =
            [
                ("the queue was full", _last.DroppedByOverflow - _beforeDrops.DroppedByOverflow),
                ("formatting failed", _last.DroppedByFormatting - _beforeDrops.DroppedByFormatting),
                ("writing kept failing", _last.DroppedByFailure - _beforeDrops.DroppedByFailure),
                ("closing took too long", _last.DroppedByShutdown - _beforeDrops.DroppedByShutdown),
                ("the sink was closed", _last.DroppedAfterClose - _beforeDrops.DroppedAfterClose),
                ("transactions held too much", _last.DroppedByHoldLimit - _beforeDrops.DroppedByHoldLimit),
            ];
            return string.Join(", ", all.Where(r => r.Count > 0).Select(r => $"{r.Reason}: {r.Count}"));
        }
    }

    /// <summary>Whether the handle was given to another sink meanwhile, which begins at zero.</summary>
    bool IsOfAnotherSink(MtaioFileStatistics now) =>
        now.Accepted < _last.Accepted || now.Written < _last.Written || now.Dropped < _last.Dropped
        || now.Bytes < _last.Bytes || now.Rotations < _last.Rotations || now.Failures < _last.Failures;

    TimeSpan? Since(long? timestamp) => timestamp is { } at ? clock.GetElapsedTime(at) : null;
}
