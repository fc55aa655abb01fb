using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>A run of events that is filled by producers, handed over whole, and written in order.</summary>
sealed class EventSlice(int capacity)
{
    readonly LogEvent[] _events = new LogEvent[capacity];
    readonly List<QueueTicket> _tickets = [];
    int _first, _end;

    /// <summary>A slice of events that belong together: made for them, and written without others between.</summary>
    public EventSlice(IReadOnlyCollection<LogEvent> block)
        : this(block.Count)
    {
        foreach (var logEvent in block) Add(logEvent);
        IsBlock = true;
    }

    public bool IsBlock { get; }

    /// <summary>Whether its producer is encoding it, so that it cannot be written yet.</summary>
    public bool IsBeingEncoded { get; set; }

    public IEncodedBatch? EncodedAhead { get; private set; }

    public int Count => _end - _first;

    public bool IsFull => _end == _events.Length;

    /// <summary>What was asked for behind the events of this slice.</summary>
    public IReadOnlyList<QueueTicket> Tickets => _tickets;

    public ArraySegment<LogEvent> Events => new(_events, _first, Count);

    public void Add(LogEvent logEvent) => _events[_end++] = logEvent;

    public void Add(QueueTicket ticket) => _tickets.Add(ticket);

    public LogEvent RemoveFirst()
    {
        var first = _events[_first];
        _events[_first++] = null!;
        return first;
    }

    /// <summary>Keeps the encoded lines, and releases the events if only their lines are still needed.</summary>
    public void EndEncoding(IEncodedBatch? encoded, bool releaseEvents)
    {
        IsBeingEncoded = false;
        EncodedAhead = encoded;
        if (!releaseEvents || encoded?.Count != Count) return;
        foreach (ref var logEvent in _events.AsSpan(_first, Count)) logEvent = ReleasedEvent.Of(logEvent.Level);
    }

    /// <summary>Marks events at the start as dealt with.</summary>
    public void Settle(int count) => _first += count;

    /// <summary>Empties the slice for its next use; nothing in it is kept alive.</summary>
    public void Clear()
    {
        Array.Clear(_events, 0, _end);
        _tickets.Clear();
        EncodedAhead = null;
        _first = _end = 0;
    }
}
