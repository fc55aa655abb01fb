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

    /// <summary>Notes that a wait which began at a timestamp has timed out now.</summary>
    public static void Note(long from)
    {
        var now = Stopwatch.GetTimestamp();
        using (Uninterrupted.Enter(Gate))
        {
            s_from = from <= s_until ? Math.Min(s_from, from) : from;
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
