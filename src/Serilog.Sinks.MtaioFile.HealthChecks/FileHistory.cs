namespace Serilog.Sinks.MtaioFile.HealthChecks;

/// <summary>
/// What earlier checks have seen of a sink. Any number of callers may check at any times: a check only adds what it sees to what is known.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="forgetLossesAfter">How long losses are of interest.</param>
sealed class FileHistory(TimeProvider clock, TimeSpan forgetLossesAfter)
{
    MtaioFileStatistics _last;
    MtaioFileStatistics _beforeLosses;
    long? _lostAt, _failedAt, _stalledSince;

    /// <summary>Adds what a sink has done so far.</summary>
    public void Add(MtaioFileStatistics now)
    {
        var time = clock.GetTimestamp();
        // The handle was given to another sink, which begins at zero.
        if (now.Accepted < _last.Accepted) (_last, _lostAt, _failedAt, _stalledSince) = (default, null, null, null);
        if (_lostAt is not null && SinceLoss > forgetLossesAfter) _lostAt = null;
        if (now.Dropped > _last.Dropped)
        {
            if (_lostAt is null) _beforeLosses = _last;
            _lostAt = time;
        }
        if (now.Failures > _last.Failures) _failedAt = time;
        if (now.Pending == 0) _stalledSince = null;
        else if (_stalledSince is null || now.Written > _last.Written) _stalledSince = time;
        _last = now;
    }

    /// <summary>The time since losses were noticed; null = none, or so long ago that they are of no interest.</summary>
    public TimeSpan? SinceLoss => Since(_lostAt);

    /// <summary>The time since failed operations were noticed; null = none.</summary>
    public TimeSpan? SinceFailure => Since(_failedAt);

    /// <summary>The time for which events have waited and none was written; null = none waits.</summary>
    public TimeSpan? Stalled => Since(_stalledSince);

    /// <summary>The number of the losses that are of interest.</summary>
    public long Lost => _last.Dropped - _beforeLosses.Dropped;

    /// <summary>Why these were lost, with their numbers.</summary>
    public string LossReasons
    {
        get
        {
            (string Reason, long Count)[] all =
            [
                ("the queue was full", _last.DroppedByOverflow - _beforeLosses.DroppedByOverflow),
                ("formatting failed", _last.DroppedByFormatting - _beforeLosses.DroppedByFormatting),
                ("writing kept failing", _last.DroppedByFailure - _beforeLosses.DroppedByFailure),
                ("closing took too long", _last.DroppedByShutdown - _beforeLosses.DroppedByShutdown),
                ("the sink was closed", _last.DroppedAfterClose - _beforeLosses.DroppedAfterClose),
                ("transactions held too much", _last.DroppedByHoldLimit - _beforeLosses.DroppedByHoldLimit),
            ];
            return string.Join(", ", all.Where(r => r.Count > 0).Select(r => $"{r.Reason}: {r.Count}"));
        }
    }

    TimeSpan? Since(long? timestamp) => timestamp is { } at ? clock.GetElapsedTime(at) : null;
}
