namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Decides when something that failed is tried again: after 200 ms, then twice as long each time, at most 5 seconds.</summary>
sealed class RetryBackoff(TimeProvider timeProvider)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    TimeSpan _delay;
    long _failedAt;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing => _delay > TimeSpan.Zero;

    /// <summary>How long to wait until the next attempt; zero when it may be made now.</summary>
    public TimeSpan Remaining
    {
        get
        {
            if (!IsFailing) return TimeSpan.Zero;
            var remaining = _delay - timeProvider.GetElapsedTime(_failedAt);
            return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
        }
    }

    /// <summary>Takes note of a failed attempt, and returns whether it is the first of its episode.</summary>
    public bool Fail()
    {
        var first = !IsFailing;
        _delay = first ? First : TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, Longest.Ticks));
        _failedAt = timeProvider.GetTimestamp();
        return first;
    }

    public void Succeed() => _delay = TimeSpan.Zero;
}
