using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// A run of events that producers fill and the worker takes whole and writes. The queue's lock guards it until the worker takes it.
/// </summary>
sealed class EventSlice(int capacity)
{
    /// <summary>Slices of large events are handed over early, so that these are written before they are old.</summary>
    const long FullBytes = 512 * 1024;

    readonly LogEvent[] _events = new LogEvent[capacity];
    readonly List<QueueTicket> _tickets = [];
    int _first, _end;
    long _bytes;

    // The number of the event at place 0 of the array, whether or not it is still there.
    long _numberOfFirstPlace;

    /// <summary>A slice that is a block: made for events that belong together, and written without other events between them.</summary>
    public EventSlice(IReadOnlyCollection<LogEvent> block, long bytes)
        : this(block.Count)
    {
        foreach (var logEvent in block) Add(logEvent, size: 0);
        _bytes = bytes;
        IsBlock = true;
    }

    public bool IsBlock { get; }

    /// <summary>Whether producers can fill the slice again.</summary>
    public bool IsReusable => !IsBlock;

    /// <summary>Whether a producer is encoding the slice, so that the worker must wait before it writes it.</summary>
    public bool IsBeingEncoded { get; set; }

    public IEncodedBatch? EncodedAhead { get; private set; }

    public int Count => _end - _first;

    public int Capacity => _events.Length;

    /// <summary>The estimated size of the events that were added and not removed.</summary>
    public long Bytes => _bytes;

    /// <summary>Whether the slice takes no more events: it has its number of them, or large ones.</summary>
    public bool IsFull => _end == _events.Length || _bytes >= FullBytes;

    /// <summary>The number of the first event that is left, once the slice has its numbers.</summary>
    public long FirstNumber => _numberOfFirstPlace + _first;

    /// <summary>The tickets behind the events of this slice.</summary>
    public IReadOnlyList<QueueTicket> Tickets => _tickets;

    public ArraySegment<LogEvent> Events => new(_events, _first, Count);

    /// <summary>Whether the next slice may be written together with this one: no ticket between them has an action.</summary>
    public bool MayBeContinued => _tickets.TrueForAll(t => !t.HasAction);

    public void Add(LogEvent logEvent, long size)
    {
        _events[_end++] = logEvent;
        _bytes += size;
    }

    public void Add(QueueTicket ticket) => _tickets.Add(ticket);

    /// <summary>Gives the events consecutive numbers.</summary>
    public void Number(long first) => _numberOfFirstPlace = first - _first;

    public LogEvent RemoveFirst()
    {
        var first = _events[_first];
        _events[_first++] = null!;
        // The event may have been changed since it was added.
        _bytes = Count == 0 ? 0 : Math.Max(0, _bytes - EventSize.Of(first));
        return first;
    }

    /// <summary>Keeps the encoded lines, and releases the events if only their lines are still needed.</summary>
    public void EndEncoding(IEncodedBatch? encoded, bool releaseEvents)
    {
        IsBeingEncoded = false;
        EncodedAhead = encoded;
        if (releaseEvents && encoded?.Count == Count) ToPart().ReleaseEvents();
    }

    /// <summary>The events that are not settled, as the worker gives them to the target.</summary>
    public BatchPart ToPart() => new(Events, IsBlock, EncodedAhead, FirstNumber);

    /// <summary>Marks the next events as settled.</summary>
    public void Settle(int count) => _first += count;

    /// <summary>Empties the slice for its next use, and releases everything in it.</summary>
    public void Clear()
    {
        Array.Clear(_events, 0, _end);
        _tickets.Clear();
        EncodedAhead = null;
        _first = _end = 0;
        _bytes = 0;
    }
}
