using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The bounded queue between producers and worker. Producers fill one slice under one short lock; a full one is handed over whole. The
/// worker is woken when a slice fills, or when it sleeps for want of events; otherwise it looks by itself.
/// </summary>
sealed class EventQueue
{
    readonly object _gate = new();
    readonly QueueSettings _settings;
    readonly SinkCounters _counters;
    readonly DropLedger _ledger;
    readonly OpenTickets _tickets;
    readonly WakeSignal _wake;
    readonly ProducerHelp _help;
    readonly RoomWait _room;
    readonly SliceLine _line;
    readonly WakePolicy _waking;
    readonly int _roomBelow;
    bool _closed;
    bool _finished;
    volatile bool _abandoned;
    EventSlice? _inFlight;

    public EventQueue(QueueSettings settings, SinkContext context, OpenTickets tickets, WakeSignal wake, ProducerHelp help)
    {
        (_settings, _counters, _ledger, _tickets, _wake, _help) = (settings, context.Counters, context.Ledger, tickets, wake, help);
        _room = new RoomWait(settings.BlockTimeout);
        _line = new SliceLine(settings.SliceSize);
        _waking = new WakePolicy(settings, _line);
        // With fewer events waiting there is room for any event under any policy.
        _roomBelow = Math.Min(settings.Limit, settings.ShedAbove);
    }

    /// <summary>Whether the time to shut down was over before everything was settled.</summary>
    public bool IsAbandoned => _abandoned;

    /// <summary>Whether so little waits that the log can be told what was dropped.</summary>
    public bool IsRoomy => _line.Count <= _settings.RoomyBelow;

    /// <summary>Brings an event to the queue; counts it, and what is dropped for it or instead of it.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="mayWait">Whether the calling thread may be made to wait for room; asked only when there is none.</param>
    public AddResult Add(LogEvent logEvent, Func<bool> mayWait)
    {
        bool wakes, helps;
        EventSlice? filled;
        lock (_gate)
        {
            _counters.Accept();
            if (_closed || (_line.Count >= _roomBelow && !HasRoomFor(logEvent, mayWait))) return Refuse(logEvent);
            filled = _line.Add(logEvent);
            helps = filled is not null && _help.TryBegin(filled, _line.FullCount);
            wakes = _waking.MustWake();
        }
        if (wakes) _wake.Set();
        if (helps) _help.EncodeAhead(filled!, _gate);
        return AddResult.Queued;
    }

    /// <summary>
    /// Brings events to the queue that belong together: all of them are queued, without others between, or none. They may take the queue
    /// beyond its limit by their number, but for DropOldest, which makes room for as many as the queue can hold. The highest level among
    /// them decides whether they are shed.
    /// </summary>
    public AddResult AddBlock(IReadOnlyList<LogEvent> block, Func<bool> mayWait)
    {
        lock (_gate)
        {
            foreach (var _ in block) _counters.Accept();
            if (_closed || !HasRoomFor(block.MaxBy(e => e.Level)!, mayWait))
            {
                var result = AddResult.Refused;
                foreach (var logEvent in block) result = Refuse(logEvent);
                return result;
            }
            if (_settings.Overflow == OverflowPolicy.DropOldest)
            {
                while (_line.Count > 0 && _line.Count > _settings.Limit - block.Count) DropOldest();
            }
            _line.AddBlock(block);
            _waking.BeUrgent();
        }
        _wake.Set();
        return AddResult.Queued;
    }

    /// <summary>Asks for something to happen when everything queued so far is settled.</summary>
    /// <returns>False when the worker has finished, so that there is nothing to wait for.</returns>
    public bool TryAdd(QueueTicket ticket)
    {
        lock (_gate)
        {
            if (_finished) return false;
            _tickets.Open(ticket);
            _line.Add(ticket);
            _waking.BeUrgent();
        }
        _wake.Set();
        return true;
    }

    /// <summary>Called once by the thread that will take the slices.</summary>
    public void Attach() => _help.Enable();

    /// <summary>The next slice: a full one, or with <paramref name="partial"/> what there is; null when there is none.</summary>
    public EventSlice? TryTake(bool partial)
    {
        lock (_gate)
        {
            var slice = _line.TryTake(partial || _closed);
            _waking.StayAwake(emptied: slice is null);
            if (slice is null) return null;
            _inFlight = slice;
            _room.End(_gate);
            while (slice.IsBeingEncoded && !_abandoned) Monitor.Wait(_gate);
            return slice;
        }
    }

    /// <summary>Goes to sleep unless there is something to take.</summary>
    /// <param name="forAnyEvent">Whether any event ends the sleep, or only a full slice.</param>
    /// <returns>Whether the worker should wait for its signal.</returns>
    public bool PrepareToSleep(bool forAnyEvent)
    {
        lock (_gate)
        {
            return !_closed && _waking.TrySleep(forAnyEvent);
        }
    }

    /// <summary>Counts what a step has settled of the slice that was taken last.</summary>
    /// <returns>False when the queue was abandoned meanwhile, and the events with it.</returns>
    public bool TrySettle(BatchStep step)
    {
        lock (_gate)
        {
            if (_inFlight is not { } slice) return false;
            slice.Settle(step.Settled);
            _counters.Write(step.Settled - step.Failed.Count);
            _counters.Drop(DropReason.Formatting, step.Failed.Select(l => l.Event));
        }
        if (step.Failed.Count > 0) _tickets.Lose(step.Failed.Count);
        return true;
    }

    /// <summary>Counts what is left of the slice that was taken last as given up, and returns it; nothing when the queue was abandoned meanwhile.</summary>
    public LogEvent[] GiveUpTaken()
    {
        LogEvent[] rest;
        lock (_gate)
        {
            if (_inFlight is not { } slice) return [];
            rest = [.. slice.Events];
            slice.Settle(rest.Length);
            _counters.Drop(DropReason.WriteFailure, rest);
        }
        _tickets.Lose(rest.Length);
        return rest;
    }

    /// <summary>Takes the slice that was taken last back for its next use.</summary>
    public void Recycle(EventSlice slice)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_inFlight, slice)) return;
            _inFlight = null;
            _line.Recycle(slice);
        }
    }

    /// <summary>Refuses further events and ends all waits for room.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _room.End(_gate);
        }
        _wake.Set();
    }

    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Ends the worker's task, if the queue is closed and empty.</summary>
    public bool TryFinish()
    {
        lock (_gate) return _finished = _closed && !_line.HasFull && !_line.HasPartial;
    }

    /// <summary>
    /// Takes out everything that is not settled, for good, and counts it as lost to the shutdown. What the worker still has in hand is
    /// no longer its to settle.
    /// </summary>
    public LogEvent[] Abandon()
    {
        LogEvent[] rest;
        lock (_gate)
        {
            if (_finished) return [];
            _closed = _finished = true;
            _abandoned = true;
            rest = [.. _inFlight?.Events ?? ArraySegment<LogEvent>.Empty, .. _line.RemoveAll()];
            _inFlight = null;
            _counters.Drop(DropReason.Shutdown, rest);
            _room.End(_gate);
            Monitor.PulseAll(_gate);
        }
        _tickets.Lose(rest.Length);
        _wake.Set();
        return rest;
    }

    AddResult Refuse(LogEvent logEvent)
    {
        if (_closed)
        {
            _ledger.CountAfterClose(logEvent);
            return AddResult.Closed;
        }
        _ledger.Overflow(logEvent);
        if (_settings.Overflow == OverflowPolicy.Block) _tickets.LoseNewest(1);
        return AddResult.Refused;
    }

    bool HasRoomFor(LogEvent logEvent, Func<bool> mayWait)
    {
        var isShed = _settings.Overflow == OverflowPolicy.Shed && logEvent.Level < _settings.ShedBelow && _line.Count >= _settings.ShedAbove;
        if (_line.Count < _settings.Limit) return !isShed;
        return _settings.Overflow switch
        {
            OverflowPolicy.Block => mayWait() && _room.TryAwait(_gate, IsFull) && !_closed,
            OverflowPolicy.DropOldest => DropOldest(),
            _ => false,
        };
    }

    bool IsFull() => _line.Count >= _settings.Limit && !_closed;

    bool DropOldest()
    {
        _ledger.Overflow(_line.RemoveOldest(_tickets.AnyOpen));
        return true;
    }
}
