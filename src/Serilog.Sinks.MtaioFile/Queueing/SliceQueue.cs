using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The slices of a queue in order. The last one is being filled; those before it are full, or were handed over early.</summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="sliceSize">The most events of a slice, blocks aside.</param>
sealed class SliceQueue(object gate, int sliceSize)
{
    const int MostSparesKept = 40;

    readonly Queue<EventSlice> _full = new();
    readonly Stack<EventSlice> _spares = new();
    EventSlice _filling = new(sliceSize);
    int _count;

    /// <summary>How many events wait; may be read without the lock.</summary>
    public int Count => Volatile.Read(ref _count);

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
        return _full.Count == 0 && _filling.Count == 0;
    }

    /// <summary>Adds an event.</summary>
    /// <returns>The slice that the event has filled, if any.</returns>
    public EventSlice? AddLocked(LogEvent logEvent)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var filling = _filling;
        filling.Add(logEvent);
        _count++;
        if (!filling.IsFull) return null;
        HandOverLocked();
        return filling;
    }

    /// <summary>Adds events that belong together, as a slice of their own.</summary>
    public void AddBlockLocked(IReadOnlyCollection<LogEvent> block)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_filling.Count > 0) HandOverLocked();
        _full.Enqueue(new EventSlice(block));
        _count += block.Count;
    }

    /// <summary>Adds a ticket behind the events added so far.</summary>
    public void AddLocked(QueueTicket ticket)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _filling.Add(ticket);
        HandOverLocked();
    }

    /// <summary>Takes the next slice: a full one, or with <paramref name="partial"/> the one being filled; null = none.</summary>
    public EventSlice? TryTakeLocked(bool partial)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_full.Count == 0 && partial && _filling.Count > 0) HandOverLocked();
        if (!_full.TryDequeue(out var slice)) return null;
        _count -= slice.Count;
        return slice;
    }

    /// <summary>
    /// Combines a slice that was taken with those behind it, up to one with a ticket that has an action, or that is being encoded. A flush
    /// among them completes when all events of the combined slice are settled.
    /// </summary>
    public EventSlice CombineLocked(EventSlice first)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_filling.Count > 0) HandOverLocked();
        List<EventSlice> slices = [first];
        while (slices[^1].MayBeContinued && _full.TryPeek(out var next) && !next.IsBeingEncoded)
        {
            _count -= next.Count;
            slices.Add(_full.Dequeue());
        }
        return slices.Count == 1 ? first : new EventSlice(slices);
    }

    /// <summary>Removes the event that has waited longest.</summary>
    /// <param name="countsOnTickets">Whether to add the drop to the tickets behind the event. This looks at every slice.</param>
    public LogEvent RemoveOldestLocked(bool countsOnTickets)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        while (_full.TryPeek(out var head) && head is { Count: 0, Tickets.Count: 0 }) _full.Dequeue();
        var slice = _full.FirstOrDefault(s => s.Count > 0) ?? _filling;
        _count--;
        if (countsOnTickets)
        {
            foreach (var ticket in _full.SkipWhile(s => s != slice).SelectMany(s => s.Tickets)) ticket.AddDropped(1);
        }
        return slice.RemoveFirst();
    }

    /// <summary>Removes all events.</summary>
    public LogEvent[] RemoveAllLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        HandOverLocked();
        LogEvent[] all = [.. _full.SelectMany(s => s.Events)];
        _full.Clear();
        _count = 0;
        return all;
    }

    /// <summary>Takes a slice back for its next use.</summary>
    public void RecycleLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        slice.Clear();
        if (slice.IsReusable && _spares.Count < MostSparesKept) _spares.Push(slice);
    }

    void HandOverLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _full.Enqueue(_filling);
        _filling = _spares.TryPop(out var spare) ? spare : new EventSlice(sliceSize);
    }
}
