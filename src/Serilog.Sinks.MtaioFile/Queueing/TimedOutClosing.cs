using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Remembers when closing has last timed out. Sinks are closed one after another, and those whose disk hung all that time do not get the
/// time once more: else ten sinks on one hung disk would take ten times ShutdownTimeout.
/// </summary>
static class TimedOutClosing
{
    static readonly object Gate = new();

    // Guarded by the gate: timestamps. Waits that overlap are one.
    static long s_from;
    static long s_until;
    static TimeSpan s_extra;

    /// <summary>The time that sinks were given since, when the shared time was over.</summary>
    public static TimeSpan Extra
    {
        get
        {
            using (Uninterrupted.Enter(Gate)) return s_extra;
        }
    }

    /// <summary>Notes that a wait which began at a timestamp has timed out now.</summary>
    /// <param name="from">The timestamp.</param>
    /// <param name="extra">How long the wait was, if the shared time was over when it began.</param>
    public static void Note(long from, TimeSpan extra)
    {
        var now = Stopwatch.GetTimestamp();
        using (Uninterrupted.Enter(Gate))
        {
            var isOfTheSameTime = from <= s_until;
            s_extra = isOfTheSameTime ? s_extra + extra : extra;
            s_from = isOfTheSameTime ? Math.Min(s_from, from) : from;
            s_until = now;
        }
    }

    /// <summary>
    /// The timestamp from which the time-out of a sink counts that makes no progress since a timestamp; null = no closing has timed out
    /// since, so that it counts from its own closing.
    /// </summary>
    public static long? StartFor(long stuckSince)
    {
        using (Uninterrupted.Enter(Gate)) return stuckSince < s_until ? Math.Max(s_from, stuckSince) : null;
    }
}
