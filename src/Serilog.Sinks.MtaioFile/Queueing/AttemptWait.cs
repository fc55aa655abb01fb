using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The waits of the worker between the attempts to write a slice. A wait ends with the back-off, or earlier: when the queue is closed, when
/// somebody asks for that, and when the target may have recovered.
/// </summary>
/// <param name="retryTimeLimit">How long attempts are repeated.</param>
/// <param name="lifecycle">The state of the queue.</param>
/// <param name="episode">The failures, and the back-off after the last one.</param>
/// <param name="alarm">Wakes the worker for the next look.</param>
/// <param name="target">Knows whether it may have recovered.</param>
sealed class AttemptWait(
    TimeSpan retryTimeLimit,
    QueueLifecycle lifecycle,
    FailureEpisode episode,
    Alarm alarm,
    IBatchTarget target)
{
    bool _isUntried;
    bool _isWaiting;
    TimeSpan _whole;
    long _begunAt;

    // Any thread.
    volatile bool _endsNow;
    volatile bool _hasFailedSinceClosing;

    /// <summary>Whether the attempt that closing grants has failed. Any thread may ask.</summary>
    public bool HasFailedSinceClosing => _hasFailedSinceClosing;

    /// <summary>Ends the wait. Any thread may call it.</summary>
    public void EndNow() => _endsNow = true;

    /// <summary>Notes that the worker has taken another batch.</summary>
    public void BeginBatch() => _isUntried = true;

    /// <summary>Decides what the worker does next; to wait, it has set the alarm.</summary>
    public Attempt Next()
    {
        if (lifecycle.IsAbandoned) return End(Attempt.GiveUp);
        if (episode.Remaining > TimeSpan.Zero && !lifecycle.TryTakeClosingAttempt() && !IsOver())
        {
            if (episode.HasLasted(retryTimeLimit))
            {
                // What has come since the last attempt has not been tried: it is not given up while the target may have recovered.
                return End(_isUntried && target.MayHaveRecovered() ? Attempt.Now : Attempt.GiveUp);
            }
            _hasFailedSinceClosing = lifecycle.State == QueueState.Closed;
            alarm.Set(Waits.Sooner(episode.Remaining, RetryBackoff.BetweenLooks));
            return Attempt.Wait;
        }
        _endsNow = false;
        return End(Attempt.Now);
    }

    bool IsOver()
    {
        var isLookDue = _isWaiting && alarm.HasRung;
        if (!_isWaiting) (_isWaiting, _whole, _begunAt) = (true, episode.Remaining, Stopwatch.GetTimestamp());
        // The wait is over on either clock: that of the sink or that of the system.
        return _endsNow
            || Waits.Remaining(_whole, Stopwatch.GetElapsedTime(_begunAt)) == TimeSpan.Zero
            || (isLookDue && target.MayHaveRecovered());
    }

    Attempt End(Attempt next)
    {
        _isWaiting = false;
        _isUntried = false;
        return next;
    }
}
