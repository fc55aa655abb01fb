using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The slices of a queue in their order: the one being filled comes last. Whoever uses it holds the queue's lock.</summary>
sealed class SliceLine(int sliceSize)
{
    const int MostSparesKept = 40;

    readonly Queue<EventSlice> _full = new();
    readonly Stack<EventSlice> _spares = new();
    EventSlice _filling = new(sliceSize);
    int _count;

    /// <summary>How many events wait; may be read without the lock.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether a slice waits to be taken whole.</summary>
    public bool HasFull => _full.Count > 0;

    /// <summary>How many slices wait to be taken whole.</summary>
    public int FullCount => _full.Count;

    /// <summary>Whether events wait in the slice that is being filled.</summary>
    public bool HasPartial => _filling.Count > 0;

    /// <summary>Adds an event.</summary>
    /// <returns>The slice that it has filled, if it has.</returns>
    public EventSlice? Add(LogEvent logEvent)
    {
        var filling = _filling;
        filling.Add(logEvent);
        _count++;
        if (!filling.IsFull) return null;
        HandOver();
        return filling;
    }

    /// <summary>Adds events that belong together, as a slice of their own.</summary>
    public void AddBlock(IReadOnlyCollection<LogEvent> block)
    {
        if (HasPartial) HandOver();
        _full.Enqueue(new EventSlice(block));
        _count += block.Count;
    }

    /// <summary>Adds what is to happen after the events added so far.</summary>
    public void Add(QueueTicket ticket)
    {
        _filling.Add(ticket);
        HandOver();
    }

    /// <summary>The next slice: a full one, or with <paramref name="partial"/> what there is; null when there is none.</summary>
    public EventSlice? TryTake(bool partial)
    {
        if (!HasFull && partial && HasPartial) HandOver();
        if (!_full.TryDequeue(out var slice)) return null;
        _count -= slice.Count;
        return slice;
    }

    /// <summary>Removes the event that has waited longest.</summary>
    /// <param name="tellsTickets">Whether those who wait for something behind it are told; a look at every slice, for when there are any.</param>
    public LogEvent RemoveOldest(bool tellsTickets)
    {
        while (_full.TryPeek(out var head) && head is { Count: 0, Tickets.Count: 0 }) _full.Dequeue();
        var slice = _full.FirstOrDefault(s => s.Count > 0) ?? _filling;
        _count--;
        if (tellsTickets)
        {
            foreach (var ticket in _full.SkipWhile(s => s != slice).SelectMany(s => s.Tickets)) ticket.AddLost(1);
        }
        return slice.RemoveFirst();
    }

    /// <summary>Removes all events.</summary>
    public LogEvent[] RemoveAll()
    {
        HandOver();
        LogEvent[] all = [.. _full.SelectMany(s => s.Events)];
        _full.Clear();
        _count = 0;
        return all;
    }

    /// <summary>Takes a slice back for its next use.</summary>
    public void Recycle(EventSlice slice)
    {
        slice.Clear();
        if (!slice.IsBlock && _spares.Count < MostSparesKept) _spares.Push(slice);
    }

    void HandOver()
    {
        _full.Enqueue(_filling);
        _filling = _spares.TryPop(out var spare) ? spare : new EventSlice(sliceSize);
    }
}
