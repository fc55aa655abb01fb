namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Decides when a failed attempt is repeated: after 200 ms, then after twice as long each time, up to 5 seconds.</summary>
sealed class RetryBackoff(TimeProvider timeProvider)
{
    public static readonly TimeSpan First = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>How often to look whether a retry may be made earlier.</summary>
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    TimeSpan _delay;
    long _failedAt;

    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing => _delay > TimeSpan.Zero;

    /// <summary>The time until the next attempt is due; zero when it may be made now.</summary>
    public TimeSpan Remaining => IsFailing ? Waits.Remaining(_delay, timeProvider.GetElapsedTime(_failedAt)) : TimeSpan.Zero;

    /// <summary>Notes a failed attempt.</summary>
    /// <returns>Whether it is the first of its episode.</returns>
    public bool Fail()
    {
        var first = !IsFailing;
        _delay = first ? First : TimeSpan.FromTicks(Math.Min(_delay.Ticks * 2, Longest.Ticks));
        _failedAt = timeProvider.GetTimestamp();
        return first;
    }

    public void Succeed() => _delay = TimeSpan.Zero;
}
