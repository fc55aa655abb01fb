using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// A failure episode lasts from a first failed attempt to the next success. Every failure is counted, the first one is reported, and
/// retries back off.
/// </summary>
sealed class FailureEpisode(FailureReporter reporter, TimeProvider clock)
{
    readonly RetryBackoff _backoff = new(clock);
    long _begunAt;

    /// <summary>The latest failure of the episode; null between episodes.</summary>
    public Exception? Cause { get; private set; }

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsOn => _backoff.IsFailing;

    /// <summary>The time until the next attempt is due; zero when it may be made now.</summary>
    public TimeSpan Remaining => _backoff.Remaining;

    /// <summary>Whether the episode has lasted for the given time.</summary>
    public bool HasLasted(TimeSpan limit) => IsOn && clock.GetElapsedTime(_begunAt) >= limit;

    /// <summary>Notes a failure.</summary>
    /// <param name="message">What has failed.</param>
    /// <param name="consequence">What happens now, for the report alone: the last error in the statistics outlives it.</param>
    /// <param name="cause">The cause.</param>
    public void Fail(string message, string consequence, Exception cause)
    {
        Cause = cause;
        if (_backoff.Fail())
        {
            _begunAt = clock.GetTimestamp();
            reporter.ReportTemporary(message, consequence, cause);
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
