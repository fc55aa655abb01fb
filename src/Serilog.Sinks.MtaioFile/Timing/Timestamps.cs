using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Arithmetic of the timestamps of <see cref="Stopwatch"/>.</summary>
static class Timestamps
{
    /// <summary>The timestamp that lies a time after another; the last one but one that there is, if the time is too long.</summary>
    public static long After(long timestamp, TimeSpan time)
    {
        var ticks = Math.Ceiling(time.TotalSeconds * Stopwatch.Frequency);
        return ticks < long.MaxValue / 2 ? timestamp + (long)ticks : long.MaxValue - 1;
    }

    /// <summary>The time from one timestamp until another; zero when that has passed, infinite when it is the last one there is.</summary>
    public static TimeSpan Until(long timestamp, long now)
    {
        if (timestamp == long.MaxValue) return Timeout.InfiniteTimeSpan;
        return timestamp > now ? Stopwatch.GetElapsedTime(now, timestamp) : TimeSpan.Zero;
    }
}
