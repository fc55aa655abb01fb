namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Arithmetic of waiting times, in which <see cref="Timeout.InfiniteTimeSpan"/> means for ever.</summary>
static class Waits
{
    /// <summary>The rest of a wait; zero when its time has passed.</summary>
    public static TimeSpan Remaining(TimeSpan total, TimeSpan elapsed)
    {
        if (total == Timeout.InfiniteTimeSpan) return total;
        return total > elapsed ? total - elapsed : TimeSpan.Zero;
    }

    /// <summary>The time until a moment; zero when the moment has passed.</summary>
    public static TimeSpan Until(DateTimeOffset moment, DateTimeOffset now) => moment > now ? moment - now : TimeSpan.Zero;

    /// <summary>The shorter of two waits.</summary>
    public static TimeSpan Sooner(TimeSpan x, TimeSpan y)
    {
        if (x == Timeout.InfiniteTimeSpan) return y;
        return y != Timeout.InfiniteTimeSpan && y < x ? y : x;
    }
}
