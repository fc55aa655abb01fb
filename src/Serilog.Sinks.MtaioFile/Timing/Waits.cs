namespace Serilog.Sinks.MtaioFile.Timing;

/// <summary>Arithmetic of waiting times, in which <see cref="Timeout.InfiniteTimeSpan"/> means never.</summary>
static class Waits
{
    /// <summary>The rest of a wait; zero when its time has passed.</summary>
    public static TimeSpan Remaining(TimeSpan total, TimeSpan elapsed) => total > elapsed ? total - elapsed : TimeSpan.Zero;

    /// <summary>The shorter of two waits.</summary>
    public static TimeSpan Sooner(TimeSpan x, TimeSpan y)
    {
        if (x == Timeout.InfiniteTimeSpan) return y;
        return y != Timeout.InfiniteTimeSpan && y < x ? y : x;
    }
}
