using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The bounded queue between producers and worker. Producers fill one slice under one short lock; a full one is handed over whole. The
/// worker is woken when a slice fills, or when it sleeps for want of events; otherwise it looks by itself.
/// </summary>
sealed class EventQueue(QueueSettings settings, SinkCounters counters, DropLedger ledger, OpenTickets tickets, WakeSignal wake)
{
    readonly object _gate = new();
    readonly RoomWait _room = new(settings.BlockTimeout);
    readonly SliceLine _line = new(settings.SliceSize);
    bool _closed;
    bool _finished;
    volatile bool _abandoned;
    EventSlice? _inFlight;
    WorkerState _worker = WorkerState.Busy;

    enum WorkerState
    {
        Busy,
        AwaitsFullSlice,
        AwaitsAnyEvent,
    }

    /// <summary>Whether the time to shut down was over before everything was settled.</summary>
    public bool IsAbandoned => _abandoned;

    /// <summary>Whether so little waits that the log can be told what was dropped.</summary>
    public bool IsRoomy => _line.Count <= settings.RoomyBelow;

    /// <summary>Brings an event to the queue; counts it, and what is dropped for it or instead of it.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="mayWait">Whether the calling thread may be made to wait for room.</param>
    public AddResult Add(LogEvent logEvent, bool mayWait)
    {
        bool wakes;
        lock (_gate)
        {
            counters.Accept();
            if (_closed || !HasRoomFor(logEvent, mayWait)) return Refuse(logEvent);
            _line.Add(logEvent);
            wakes = MustWake();
        }
        if (wakes) wake.Set();
        return AddResult.Queued;
    }

    /// <summary>
    /// Brings events to the queue that belong together: all of them are queued, without others between, or none. They may take the queue
    /// beyond its limit by their number, but for DropOldest, which makes room for as many as the queue can hold. The highest level among
    /// them decides whether they are shed.
    /// </summary>
    public AddResult AddBlock(IReadOnlyList<LogEvent> block, bool mayWait)
    {
        lock (_gate)
        {
            foreach (var _ in block) counters.Accept();
            if (_closed || !HasRoomFor(block.MaxBy(e => e.Level)!, mayWait))
            {
                var result = AddResult.Refused;
                foreach (var logEvent in block) result = Refuse(logEvent);
                return result;
            }
            if (settings.Overflow == OverflowPolicy.DropOldest)
            {
                while (_line.Count > 0 && _line.Count > settings.Limit - block.Count) DropOldest();
            }
            _line.AddBlock(block);
            _worker = WorkerState.Busy;
        }
        wake.Set();
        return AddResult.Queued;
    }

    /// <summary>Asks for something to happen when everything queued so far is settled.</summary>
    /// <returns>False when the worker has finished, so that there is nothing to wait for.</returns>
    public bool TryAdd(QueueTicket ticket)
    {
        lock (_gate)
        {
            if (_finished) return false;
            tickets.Open(ticket);
            _line.Add(ticket);
        }
        wake.Set();
        return true;
    }

    /// <summary>The next slice: a full one, or with <paramref name="partial"/> what there is; null when there is none.</summary>
    public EventSlice? TryTake(bool partial)
    {
        lock (_gate)
        {
            _worker = WorkerState.Busy;
            if (_line.TryTake(partial || _closed) is not { } slice) return null;
            _inFlight = slice;
            _room.End(_gate);
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
            if (_closed || _line.HasFull || (forAnyEvent && _line.HasPartial)) return false;
            _worker = forAnyEvent ? WorkerState.AwaitsAnyEvent : WorkerState.AwaitsFullSlice;
            return true;
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
            counters.Write(step.Settled - step.Lost.Count);
            counters.Drop(DropReason.Formatting, step.Lost.Count);
        }
        if (step.Lost.Count > 0) tickets.Lose(step.Lost.Count);
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
            counters.Drop(DropReason.WriteFailure, rest.Length);
        }
        tickets.Lose(rest.Length);
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
        wake.Set();
    }

    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Ends the worker's task, if the queue is closed and empty.</summary>
    public bool TryFinish()
    {
        lock (_gate)
        {
            return _finished = _closed && !_line.HasFull && !_line.HasPartial;
        }
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
            counters.Drop(DropReason.Shutdown, rest.Length);
            _room.End(_gate);
        }
        tickets.Lose(rest.Length);
        wake.Set();
        return rest;
    }

    AddResult Refuse(LogEvent logEvent)
    {
        if (_closed)
        {
            ledger.CountAfterClose();
            return AddResult.Closed;
        }
        ledger.Overflow(logEvent);
        if (settings.Overflow == OverflowPolicy.Block) tickets.LoseNewest(1);
        return AddResult.Refused;
    }

    bool HasRoomFor(LogEvent logEvent, bool mayWait)
    {
        var isShed = settings.Overflow == OverflowPolicy.Shed && logEvent.Level < settings.ShedBelow && _line.Count >= settings.ShedAbove;
        if (_line.Count < settings.Limit) return !isShed;
        return settings.Overflow switch
        {
            OverflowPolicy.Block => mayWait && _room.TryAwait(_gate, IsFull) && !_closed,
            OverflowPolicy.DropOldest => DropOldest(),
            _ => false,
        };
    }

    bool IsFull() => _line.Count >= settings.Limit && !_closed;

    bool DropOldest()
    {
        ledger.Overflow(_line.RemoveOldest(tickets.AnyOpen));
        return true;
    }

    bool MustWake()
    {
        if (_worker == WorkerState.Busy || (_worker == WorkerState.AwaitsFullSlice && !_line.HasFull)) return false;
        _worker = WorkerState.Busy;
        return true;
    }
}
