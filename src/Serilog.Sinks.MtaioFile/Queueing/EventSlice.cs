using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A run of events that producers fill and the worker takes whole and writes. The queue's lock guards it until the worker takes it.
/// </summary>
sealed class EventSlice(int capacity)
{
    readonly LogEvent[] _events = new LogEvent[capacity];
    readonly List<QueueTicket> _tickets = [];
    readonly List<BatchPart>? _parts;
    int _first, _end;

    /// <summary>A slice that is a block: made for events that belong together, and written without other events between them.</summary>
    public EventSlice(IReadOnlyCollection<LogEvent> block)
        : this(block.Count)
    {
        foreach (var logEvent in block) Add(logEvent);
        IsBlock = true;
    }

    /// <summary>Slices that are written together.</summary>
    public EventSlice(IReadOnlyCollection<EventSlice> slices)
        : this(slices.Sum(s => s.Count))
    {
        var parts = new List<BatchPart>();
        foreach (var slice in slices)
        {
            var start = _end;
            foreach (var logEvent in slice.Events) Add(logEvent);
            parts.Add(new BatchPart(new(_events, start, slice.Count), slice.IsBlock, slice.EncodedAhead));
            _tickets.AddRange(slice._tickets);
        }
        _parts = parts;
    }

    public bool IsBlock { get; }

    /// <summary>Whether producers can fill the slice again.</summary>
    public bool IsReusable => !IsBlock && _parts is null;

    /// <summary>Whether a producer is encoding the slice, so that the worker must wait before it writes it.</summary>
    public bool IsBeingEncoded { get; set; }

    public IEncodedBatch? EncodedAhead { get; private set; }

    public int Count => _end - _first;

    public bool IsFull => _end == _events.Length;

    /// <summary>The tickets behind the events of this slice.</summary>
    public IReadOnlyList<QueueTicket> Tickets => _tickets;

    public ArraySegment<LogEvent> Events => new(_events, _first, Count);

    /// <summary>Whether the next slice may be written together with this one: no ticket between them has an action.</summary>
    public bool MayBeContinued => _tickets.TrueForAll(t => !t.HasAction);

    /// <summary>The events as the worker gives them to the target, before any of them is settled.</summary>
    public IReadOnlyList<BatchPart> Parts => _parts is null ? [new BatchPart(Events, IsBlock, EncodedAhead)] : _parts;

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

    /// <summary>Marks the next events as settled.</summary>
    public void Settle(int count) => _first += count;

    /// <summary>Empties the slice for its next use, and releases everything in it.</summary>
    public void Clear()
    {
        Array.Clear(_events, 0, _end);
        _tickets.Clear();
        EncodedAhead = null;
        _first = _end = 0;
    }
}
