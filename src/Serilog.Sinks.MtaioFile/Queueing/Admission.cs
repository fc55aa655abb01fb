using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The entrance of the queue: carries out what the <see cref="OverflowRule"/> decides, and counts the dropped events.</summary>
sealed class Admission
{
    // Guarded by the queue's lock.
    readonly object _gate;
    readonly OverflowRule _rule;
    readonly int _admitsAnyBelow;
    readonly SliceQueue _slices;
    readonly QueueLifecycle _lifecycle;
    readonly RoomWait _room;
    readonly OpenTickets _tickets;
    readonly DropLedger _ledger;

    /// <param name="gate">The queue's lock.</param>
    /// <param name="settings">The limit and the policy.</param>
    /// <param name="slices">The events that wait.</param>
    /// <param name="taken">Knows when the worker last made progress.</param>
    /// <param name="lifecycle">The state of the queue.</param>
    /// <param name="tickets">The flushes that report dropped events.</param>
    /// <param name="ledger">Counts and reports dropped events.</param>
    public Admission(
        object gate,
        QueueSettings settings,
        SliceQueue slices,
        TakenSlice taken,
        QueueLifecycle lifecycle,
        OpenTickets tickets,
        DropLedger ledger)
    {
        _gate = gate;
        _rule = OverflowRule.For(settings);
        _admitsAnyBelow = _rule.AdmitsAnyBelow;
        _slices = slices;
        _lifecycle = lifecycle;
        _room = new RoomWait(gate, settings.BlockTimeout, taken);
        _tickets = tickets;
        _ledger = ledger;
    }

    public bool MayDropQueued => _rule.MayDropQueued;

    /// <summary>Decides whether an event is admitted, after drops of other events where the rule says so.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="mayWait">Whether the calling thread may wait for room; called only if the rule makes the caller wait.</param>
    public AddResult AdmitLocked(LogEvent logEvent, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_lifecycle.AdmitsEvents) return AddResult.Late;
        return _slices.Count < _admitsAnyBelow ? AddResult.Queued : CarryOutLocked(_rule.Decide(logEvent.Level, _slices.Count), mayWait);
    }

    /// <summary>Decides whether a block is admitted as a whole, in the same way.</summary>
    public AddResult AdmitLocked(IReadOnlyCollection<LogEvent> block, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_lifecycle.AdmitsEvents) return AddResult.Late;
        return CarryOutLocked(_rule.DecideBlock(block.Max(e => e.Level), _slices.Count, block.Count), mayWait);
    }

    /// <summary>Drops events that were not admitted: they are late, or were refused.</summary>
    public AddResult DropLocked(IReadOnlyCollection<LogEvent> events, AddResult result)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        foreach (var logEvent in events)
        {
            if (result == AddResult.Late) _ledger.CountLate(logEvent);
            else _ledger.CountOverflow(logEvent);
        }
        if (result == AddResult.Late || (result == AddResult.Refused && _rule.RefusalIsFailure)) _tickets.AddDroppedForNext(events.Count);
        return result;
    }

    /// <summary>Puts a call at the end of the line that waits for room.</summary>
    public RoomRequest JoinLineLocked(IReadOnlyList<LogEvent> events, bool isBlock) => _room.JoinLocked(events, isBlock);

    /// <summary>Takes the first call out of the line if there is room for it; null = none.</summary>
    public RoomRequest? NextWithRoomLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_slices.Count >= _admitsAnyBelow) return null;
        _room.ResumeLocked();
        return _room.NextLocked();
    }

    /// <summary>Ends the waiting of all calls because the queue is closed: their events are late.</summary>
    public void EndLineLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        while (_room.NextLocked() is { } request) request.Complete(DropLocked(request.Events, AddResult.Late));
    }

    /// <summary>Waits until a call of the line has its result. Called without the lock.</summary>
    public AddResult AwaitResult(RoomRequest request)
    {
        while (true)
        {
            request.Wait(_room.Remaining(request));
            if (request.Result is { } result) return result;
            using (Uninterrupted.Enter(_gate))
            {
                if (_room.TryLeave(request)) return DropLocked(request.Events, AddResult.Refused);
            }
        }
    }

    AddResult CarryOutLocked(OverflowDecision decision, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        switch (decision.Action)
        {
            case OverflowAction.Admit:
                return AddResult.Queued;
            case OverflowAction.DropOldest:
                for (var i = 0; i < decision.DropCount; i++) _ledger.CountOverflow(_slices.RemoveOldestLocked(_tickets.AnyOpen));
                return AddResult.Queued;
            case OverflowAction.WaitForRoom:
                return _room.IsOpenLocked() && mayWait() ? AddResult.Waiting : AddResult.Refused;
            default:
                return AddResult.Refused;
        }
    }
}
