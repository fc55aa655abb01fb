using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The slice that the worker has taken last. The worker settles its events here, and they are counted. Once the queue is abandoned, nothing
/// is left to settle.
/// </summary>
/// <param name="gate">The queue's lock.</param>
/// <param name="slices">The queue of slices that the slice came from and goes back to.</param>
/// <param name="counters">Counts settled events.</param>
/// <param name="tickets">The flushes that report dropped events.</param>
sealed class TakenSlice(object gate, SliceQueue slices, SinkCounters counters, OpenTickets tickets)
{
    // Guarded by the queue's lock.
    EventSlice? _slice;
    long _lastProgress;

    /// <summary>When the worker last took a slice or settled events of it; may be read without the lock.</summary>
    public long LastProgress => Volatile.Read(ref _lastProgress);

    public void SetLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        NoteProgressLocked();
        _slice = slice;
    }

    /// <summary>Settles the next events of the slice.</summary>
    /// <returns>False when the queue was abandoned meanwhile, and the events with it.</returns>
    public bool TrySettle(BatchStep step)
    {
        using (Uninterrupted.Enter(gate))
        {
            NoteProgressLocked();
            if (_slice is null) return false;
            _slice.Settle(step.Settled);
            counters.Write(step.Settled - step.Failed.Count);
            counters.Drop(DropReason.Formatting, step.Failed.Select(f => f.Event));
        }
        if (step.Failed.Count > 0) tickets.AddDropped(step.Failed.Count);
        return true;
    }

    /// <summary>Drops the events that are not settled, because writing kept failing.</summary>
    /// <returns>The dropped events; none when the queue was abandoned meanwhile.</returns>
    public LogEvent[] DropRest()
    {
        LogEvent[] rest;
        using (Uninterrupted.Enter(gate))
        {
            if (_slice is null) return [];
            rest = [.. _slice.Events];
            _slice.Settle(rest.Length);
            counters.Drop(DropReason.Failure, rest);
        }
        tickets.AddDropped(rest.Length);
        return rest;
    }

    /// <summary>Gives the slice back for its next use.</summary>
    public void Recycle()
    {
        using (Uninterrupted.Enter(gate))
        {
            if (_slice is null) return;
            slices.RecycleLocked(_slice);
            _slice = null;
        }
    }

    /// <summary>Takes the slice from the worker.</summary>
    /// <returns>The events that are not settled.</returns>
    public ArraySegment<LogEvent> RemoveLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var rest = _slice?.Events ?? ArraySegment<LogEvent>.Empty;
        _slice = null;
        return rest;
    }

    void NoteProgressLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        Volatile.Write(ref _lastProgress, Stopwatch.GetTimestamp());
    }
}
