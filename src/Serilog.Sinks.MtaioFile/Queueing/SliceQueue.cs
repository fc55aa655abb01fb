using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The slices of a queue in order. The last one is being filled; those before it are full, or were handed over early.</summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="sliceSize">The most events of a slice, blocks aside.</param>
/// <param name="bytes">The bytes of the events that wait.</param>
sealed class SliceQueue(object gate, int sliceSize, HeldBytes bytes)
{
    readonly Queue<EventSlice> _full = new();

    // null = nothing was added to it yet.
    EventSlice? _filling;
    int _count;
    long _lastNumber;

    /// <summary>The slice that is being filled. Guarded by the lock.</summary>
    EventSlice Filling => _filling ?? BeginLocked();

    /// <summary>How many events wait; may be read without the lock.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// The last number that was given; may be read without the lock. A slice gets its numbers as a whole when it is handed over: that
    /// costs a call nothing.
    /// </summary>
    public long LastNumber => Volatile.Read(ref _lastNumber);

    /// <summary>How many slices wait to be taken whole.</summary>
    public int FullCountLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _full.Count;
    }

    /// <summary>Whether neither events nor tickets wait.</summary>
    public bool IsEmptyLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _full.Count == 0 && _filling is null or { Count: 0 };
    }

    /// <summary>Adds an event.</summary>
    /// <returns>The slice that the event has filled, if any.</returns>
    public EventSlice? AddLocked(LogEvent logEvent, long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var filling = Filling;
        filling.Add(logEvent, size);
        bytes.NoteChangeLocked();
        _count++;
        if (!filling.IsFull) return null;
        HandOverLocked();
        return filling;
    }

    /// <summary>Adds events that belong together, as a slice of their own.</summary>
    public void AddBlockLocked(IReadOnlyCollection<LogEvent> block, long size)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        HandOverLocked();
        var slice = new EventSlice(block, size);
        slice.Number(TakeNumbersLocked(block.Count));
        _full.Enqueue(slice);
        bytes.AddLocked(size);
        _count += block.Count;
    }

    /// <summary>Takes consecutive numbers, for events of a slice or for refused ones.</summary>
    /// <returns>The first of them.</returns>
    public long TakeNumbersLocked(int count)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var first = _lastNumber + 1;
        Volatile.Write(ref _lastNumber, _lastNumber + count);
        return first;
    }

    /// <summary>Adds a ticket behind the events added so far.</summary>
    public void AddLocked(QueueTicket ticket)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        Filling.Add(ticket);
        HandOverLocked();
    }

    /// <summary>Takes the next slice: a full one, or with <paramref name="partial"/> the one being filled; null = none.</summary>
    public EventSlice? TryTakeLocked(bool partial)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_full.Count == 0 && partial) HandOverLocked();
        if (!_full.TryDequeue(out var slice)) return null;
        NoteTakenLocked(slice);
        return slice;
    }

    /// <summary>The next slice, if it can be written with the one that was taken last: no ticket between them has an action.</summary>
    public EventSlice? NextOfBatchLocked(EventSlice last)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return last.MayBeContinued && _full.TryPeek(out var next) && !next.IsBeingEncoded ? next : null;
    }

    /// <summary>Takes the next slice, which is there.</summary>
    public void TakeNextLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        NoteTakenLocked(_full.Dequeue());
    }

    /// <summary>Notes that bytes which were taken are held no longer.</summary>
    public void NoteReleasedLocked(long size) => bytes.ReleaseLocked(size);

    /// <summary>Removes the event that has waited longest.</summary>
    /// <param name="countsOnTickets">Whether to add the drop to the tickets behind the event. This looks at every slice.</param>
    /// <param name="number">The number of the event.</param>
    public LogEvent RemoveOldestLocked(bool countsOnTickets, out long number)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        while (_full.TryPeek(out var head) && head is { Count: 0, Tickets.Count: 0 }) _full.Dequeue();
        var slice = _full.FirstOrDefault(s => s.Count > 0) ?? Filling;
        _count--;
        if (countsOnTickets)
        {
            foreach (var ticket in _full.SkipWhile(s => s != slice).SelectMany(s => s.Tickets)) ticket.AddDropped(1);
        }
        number = slice == _filling ? TakeNumbersLocked(1) : slice.FirstNumber;
        var before = slice.Bytes;
        var removed = slice.RemoveFirst();
        if (slice == _filling) bytes.NoteChangeLocked();
        else bytes.RemoveLocked(before - slice.Bytes);
        return removed;
    }

    /// <summary>Removes all events.</summary>
    public DroppedEvents RemoveAllLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        HandOverLocked();
        var all = DroppedEvents.RestOf(_full);
        _full.Clear();
        _count = 0;
        bytes.RemoveLocked(bytes.HeldLocked());
        return all;
    }

    /// <summary>Takes a slice back for its next use, by this queue or another one.</summary>
    public void RecycleLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        slice.Clear();
        if (slice.IsReusable) SpareSlices.PutBack(slice);
    }

    /// <summary>Hands over the slice that is being filled, if anything is in it.</summary>
    public void HandOverLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_filling is null or { Count: 0, Tickets.Count: 0 }) return;
        _filling.Number(TakeNumbersLocked(_filling.Count));
        _full.Enqueue(_filling);
        _filling = null;
        bytes.EndLocked();
    }

    EventSlice BeginLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _filling = SpareSlices.Take(sliceSize);
        bytes.BeginLocked(_filling);
        return _filling;
    }

    void NoteTakenLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _count -= slice.Count;
        bytes.TakeLocked(slice.Bytes);
    }
}
