using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The slices that the worker has taken last. The worker settles their events here, in order, and they are counted. Once the queue is
/// abandoned, nothing is left to settle.
/// </summary>
/// <param name="gate">The queue's lock.</param>
/// <param name="queue">The slices that wait, among which recycled ones are used again.</param>
/// <param name="counters">Counts settled events.</param>
/// <param name="tickets">The flushes that report dropped events.</param>
sealed class TakenBatch(object gate, SliceQueue queue, SinkCounters counters, OpenTickets tickets)
{
    /// <summary>A worker that is not held up makes progress more often.</summary>
    static readonly TimeSpan LongestProgress = TimeSpan.FromMilliseconds(250);

    // Guarded by the queue's lock; the worker alone adds slices.
    readonly List<EventSlice> _slices = [];
    int _completed;
    long _lastProgress;

    /// <summary>When the worker last took a slice or settled events; may be read without the lock.</summary>
    public long LastProgress => Volatile.Read(ref _lastProgress);

    /// <summary>The timestamp since which the worker makes no progress with what it has taken; null = it has taken nothing.</summary>
    public long? StuckSince
    {
        get
        {
            using (Uninterrupted.Enter(gate)) return _slices.Count == 0 ? null : LastProgress;
        }
    }

    /// <summary>Whether slices are taken and the worker has made no progress with them for long.</summary>
    public bool IsStuckLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _slices.Count > 0 && Stopwatch.GetElapsedTime(LastProgress) > LongestProgress;
    }

    /// <summary>The turns of the worker; null = the queue has none.</summary>
    public WorkItem? Turns { get; set; }

    /// <summary>Takes a worker that waits for a thread for one that makes progress: its disk need not hang.</summary>
    /// <returns>Whether the worker waits for a thread.</returns>
    public bool TryExcuseLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (Turns?.IsInLine is not true) return false;
        NoteProgressLocked();
        return true;
    }

    /// <summary>The number of events that are not settled.</summary>
    public int Count
    {
        get
        {
            using (Uninterrupted.Enter(gate)) return CountLocked();
        }
    }

    /// <summary>The same, under the lock.</summary>
    public int CountLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var count = 0;
        foreach (var slice in _slices) count += slice.Count;
        return count;
    }

    /// <summary>The estimated size of the slices.</summary>
    public long BytesLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        long bytes = 0;
        foreach (var slice in _slices) bytes += slice.Bytes;
        return bytes;
    }

    /// <summary>Whether no slice is taken.</summary>
    public bool IsEmptyLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _slices.Count == 0;
    }

    public void AddLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        NoteProgressLocked();
        _slices.Add(slice);
    }

    /// <summary>The slice that was taken last; null = none is taken.</summary>
    public EventSlice? LastLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _slices.Count == 0 ? null : _slices[^1];
    }

    /// <summary>Settles the next events.</summary>
    /// <returns>False when the queue was abandoned meanwhile, and the events with it.</returns>
    public bool TrySettle(BatchStep step)
    {
        using (Uninterrupted.Enter(gate))
        {
            NoteProgressLocked();
            if (_slices.Count == 0) return false;
            SettleLocked(step.Settled);
            counters.Write(step.Settled - step.Failed.Count);
            foreach (var failed in step.Failed) counters.Drop(DropReason.Formatting, failed.Event);
        }
        if (step.Failed.Count > 0) tickets.AddDropped(step.Failed.Count);
        return true;
    }

    /// <summary>Drops the events that are not settled, because writing kept failing.</summary>
    /// <returns>The dropped events; none when the queue was abandoned meanwhile.</returns>
    public DroppedEvents DropRest()
    {
        DroppedEvents rest;
        using (Uninterrupted.Enter(gate))
        {
            if (_slices.Count == 0) return DroppedEvents.None;
            rest = DroppedEvents.RestOf(_slices);
            SettleLocked(rest.Events.Length);
            counters.Drop(DropReason.Failure, rest.Events);
        }
        tickets.AddDropped(rest.Events.Length);
        return rest;
    }

    /// <summary>Takes the next slice whose events are all settled, so that its tickets can be completed; null = there is none.</summary>
    public EventSlice? NextSettled()
    {
        using (Uninterrupted.Enter(gate))
        {
            return _completed < _slices.Count && _slices[_completed].Count == 0 ? _slices[_completed++] : null;
        }
    }

    /// <summary>Gives the slices back for their next use.</summary>
    public void Recycle()
    {
        using (Uninterrupted.Enter(gate))
        {
            var bytes = BytesLocked();
            foreach (var slice in _slices) queue.RecycleLocked(slice);
            ClearLocked(bytes);
        }
    }

    /// <summary>Takes the slices from the worker.</summary>
    /// <returns>The events that are not settled.</returns>
    public DroppedEvents RemoveLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var rest = DroppedEvents.RestOf(_slices);
        ClearLocked(BytesLocked());
        return rest;
    }

    void SettleLocked(int count)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        foreach (var slice in _slices)
        {
            var settled = Math.Min(count, slice.Count);
            slice.Settle(settled);
            count -= settled;
        }
        Debug.Assert(count == 0);
    }

    void ClearLocked(long bytes)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        queue.NoteReleasedLocked(bytes);
        _slices.Clear();
        _completed = 0;
    }

    void NoteProgressLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        Volatile.Write(ref _lastProgress, Stopwatch.GetTimestamp());
    }
}
