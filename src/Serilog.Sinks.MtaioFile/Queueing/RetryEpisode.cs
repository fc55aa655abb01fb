using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;



namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>A run of failing writes: told of once, retried ever more slowly, given up when its time is over.</summary>
sealed class RetryEpisode(FailureReporter reporter, TimeProvider timeProvider, TimeSpan timeLimit, string path)
{
    readonly RetryBackoff _backoff = new(timeProvider);
    long _begunAt;

    /// <summary>The latest failure of the episode.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsOn => _backoff.IsFailing;

    /// <summary>How long to wait until the next attempt.</summary>
    public TimeSpan Remaining => _backoff.Remaining;

    /// <summary>Whether there was no progress for so long that waiting events are to be given up.</summary>
    public bool IsOver => _backoff.IsFailing && timeProvider.GetElapsedTime(_begunAt) >= timeLimit;

    public void Fail(Exception cause)
    {
        Cause = cause;
        var message = $"could not write to {path}, will be retried";
        if (_backoff.Fail())
        {
            _begunAt = timeProvider.GetTimestamp();
            reporter.ReportTemporary(message, cause);
        }
        else
        {
            reporter.Count(message, cause);
        }
    }

    public void Succeed()
    {
        _backoff.Succeed();
        Cause = null;
    }
}
