using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The rest of ShutdownTimeout while a sink is being closed. A sink that hung while other ones timed out has had that time with them.
/// </summary>
sealed class ClosingTime(TimeSpan timeout, EventQueue queue, BatchWorker worker, WorkItem turns)
{
    /// <summary>How long closing waits for one more attempt of a sink that has had its time while other ones were closed.</summary>
    static readonly TimeSpan LongestLastAttempt = TimeSpan.FromSeconds(1);

    /// <summary>How long closing waits for a sink that hangs in one call all that time: the call may just have come back.</summary>
    static readonly TimeSpan LongestEndOfCall = TimeSpan.FromMilliseconds(250);

    /// <summary>How long closing waits in such ways for all sinks together.</summary>
    static readonly TimeSpan LongestExtra = TimeSpan.FromSeconds(2);

    /// <summary>The time that is left. It grows again when a sink that hung makes progress.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var own = RestSince(queue.Lifecycle.ClosedAt, timeout);
            if (own == TimeSpan.Zero || SharedStart is not { } start) return own;
            var hasFailed = worker.HasFailedSinceClosing;
            if (hasFailed && worker.IsHopeless) return TimeSpan.Zero;
            var rest = Waits.Sooner(own, RestSince(start, timeout));
            if (rest > TimeSpan.Zero || hasFailed) return rest;
            // The disk may be well again: there is time for the attempt that closing grants.
            var last = turns.IsRunningSince(start) ? LongestEndOfCall : LongestLastAttempt;
            last = Waits.Sooner(last, Waits.Remaining(LongestExtra, TimedOutClosing.Extra));
            return Waits.Sooner(own, RestSince(queue.Lifecycle.ClosedAt, last));
        }
    }

    /// <summary>The start of the waits for other sinks during which this one made no progress; null = there were none.</summary>
    long? SharedStart => !turns.IsInLine && queue.Taken.StuckSince is { } since ? TimedOutClosing.StartFor(since) : null;

    /// <summary>Notes that closing has timed out, for the sinks that are closed next.</summary>
    public void NoteTimeOut()
    {
        if (timeout == TimeSpan.Zero) return;
        var closedAt = queue.Lifecycle.ClosedAt;
        var start = Math.Min(SharedStart ?? closedAt, closedAt);
        var wasOver = Stopwatch.GetElapsedTime(start, closedAt) >= timeout;
        TimedOutClosing.Note(start, extra: wasOver ? Stopwatch.GetElapsedTime(closedAt) : TimeSpan.Zero);
    }

    static TimeSpan RestSince(long start, TimeSpan whole) => Waits.Remaining(whole, Stopwatch.GetElapsedTime(start));
}
