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
    readonly OverflowRule _rule;
    readonly SinkCounters _counters;
    readonly DropLedger _ledger;
    readonly OpenTickets _tickets;
    readonly WakeSignal _wake;
    readonly ProducerHelp _help;
    readonly RoomWait _room;
    readonly SliceLine _line;
    readonly WakePolicy _waking;
    readonly int _admitsAnyBelow;
    readonly int _roomyBelow;
    EventSlice? _inFlight;

    public EventQueue(QueueSettings settings, SinkContext context, OpenTickets tickets, WakeSignal wake, ProducerHelp help)
    {
        (_counters, _ledger, _tickets, _wake, _help) = (context.Counters, context.Ledger, tickets, wake, help);
        Lifecycle = new QueueLifecycle(_gate);
        _room = new RoomWait(settings.BlockTimeout);
        _line = new SliceLine(settings.SliceSize);
        _waking = new WakePolicy(settings, _line);
        _rule = OverflowRule.For(settings);
        _admitsAnyBelow = _rule.AdmitsAnyBelow;
        _roomyBelow = settings.RoomyBelow;
    }

    public QueueLifecycle Lifecycle { get; }

    /// <summary>Whether so little waits that the log can be told what was dropped.</summary>
    public bool IsRoomy => _line.Count <= _roomyBelow;

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
            if (!Lifecycle.AdmitsEvents) return Refuse(logEvent);
            if (_line.Count >= _admitsAnyBelow && !TryAdmit(_rule.Decide(logEvent.Level, _line.Count), mayWait)) return Refuse(logEvent);
            filled = _line.Add(logEvent);
            helps = filled is not null && _help.TryBegin(filled, _line.FullCount);
            wakes = _waking.MustWake();
        }
        if (wakes) _wake.Set();
        if (helps) _help.EncodeAhead(filled!, _gate);
        return AddResult.Queued;
    }

    /// <summary>
    /// Brings events to the queue that belong together: all of them are queued, without others between, or none.
    /// </summary>
    public AddResult AddBlock(IReadOnlyList<LogEvent> block, Func<bool> mayWait)
    {
        lock (_gate)
        {
            foreach (var _ in block) _counters.Accept();
            if (!Lifecycle.AdmitsEvents || !TryAdmit(_rule.DecideBlock(block.Max(e => e.Level), _line.Count, block.Count), mayWait))
            {
                var result = AddResult.Refused;
                foreach (var logEvent in block) result = Refuse(logEvent);
                return result;
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
            if (!Lifecycle.AdmitsTickets) return false;
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
            var slice = _line.TryTake(partial || !Lifecycle.AdmitsEvents);
            _waking.StayAwake(emptied: slice is null);
            if (slice is null) return null;
            _inFlight = slice;
            _room.End(_gate);
            while (slice.IsBeingEncoded && !Lifecycle.IsAbandoned) Monitor.Wait(_gate);
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
            return Lifecycle.AdmitsEvents && _waking.TrySleep(forAnyEvent);
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
    /// <returns>False when the queue was closed before.</returns>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (!Lifecycle.TryCloseLocked()) return false;
            _room.End(_gate);
        }
        _wake.Set();
        return true;
    }

    /// <summary>Finishes the queue if it is closed and empty.</summary>
    /// <returns>Whether the worker has nothing left to do.</returns>
    public bool TryFinish()
    {
        lock (_gate)
        {
            if (Lifecycle.State == QueueState.Closed && !_line.HasFull && !_line.HasPartial) Lifecycle.FinishLocked();
            return !Lifecycle.WorkerGoesOn;
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
            if (!Lifecycle.TryAbandonLocked()) return [];
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
        if (!Lifecycle.AdmitsEvents)
        {
            _ledger.CountAfterClose(logEvent);
            return AddResult.Closed;
        }
        _ledger.Overflow(logEvent);
        if (_rule.RefusalIsFailure) _tickets.LoseNewest(1);
        return AddResult.Refused;
    }

    bool TryAdmit(OverflowDecision decision, Func<bool> mayWait)
    {
        switch (decision.Action)
        {
            case OverflowAction.Admit:
                return true;
            case OverflowAction.DropOldest:
                for (var i = 0; i < decision.DropCount; i++) _ledger.Overflow(_line.RemoveOldest(_tickets.AnyOpen));
                return true;
            case OverflowAction.WaitForRoom:
                return mayWait() && _room.TryAwait(_gate, IsFull) && Lifecycle.AdmitsEvents;
            default:
                return false;
        }
    }

    bool IsFull() => _line.Count >= _admitsAnyBelow && Lifecycle.AdmitsEvents;
}
