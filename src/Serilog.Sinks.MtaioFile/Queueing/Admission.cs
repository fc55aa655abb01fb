using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

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
    /// <param name="lifecycle">The state of the queue.</param>
    /// <param name="tickets">The flushes that report dropped events.</param>
    /// <param name="ledger">Counts and reports dropped events.</param>
    public Admission(
        object gate,
        QueueSettings settings,
        SliceQueue slices,
        QueueLifecycle lifecycle,
        OpenTickets tickets,
        DropLedger ledger)
    {
        _gate = gate;
        _rule = OverflowRule.For(settings);
        _admitsAnyBelow = _rule.AdmitsAnyBelow;
        _slices = slices;
        _lifecycle = lifecycle;
        _room = new RoomWait(gate, settings.BlockTimeout, IsFullLocked);
        _tickets = tickets;
        _ledger = ledger;
    }

    public bool MayDropQueued => _rule.MayDropQueued;

    /// <summary>Admits an event if the state and the rule of the queue allow it, after a wait or drops where the rule says so.</summary>
    /// <param name="level">The level of the event.</param>
    /// <param name="mayWait">Whether the calling thread may wait for room; called only if the rule makes the caller wait.</param>
    public bool TryAdmitLocked(LogEventLevel level, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _lifecycle.AdmitsEvents && (_slices.Count < _admitsAnyBelow || CarryOutLocked(_rule.Decide(level, _slices.Count), mayWait));
    }

    /// <summary>Admits a block as a whole, in the same way.</summary>
    public bool TryAdmitLocked(IReadOnlyCollection<LogEvent> block, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _lifecycle.AdmitsEvents && CarryOutLocked(_rule.DecideBlock(block.Max(e => e.Level), _slices.Count, block.Count), mayWait);
    }

    /// <summary>Drops an event that was not admitted.</summary>
    public AddResult RefuseLocked(LogEvent logEvent)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_lifecycle.AdmitsEvents)
        {
            _ledger.CountLate(logEvent);
            return AddResult.Late;
        }
        _ledger.CountOverflow(logEvent);
        if (_rule.RefusalIsFailure) _tickets.AddDroppedForNext(1);
        return AddResult.Refused;
    }

    /// <summary>Wakes all producers that wait for room: because there is room or the queue is closed.</summary>
    public void WakeAllLocked() => _room.WakeAllLocked();

    bool CarryOutLocked(OverflowDecision decision, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        switch (decision.Action)
        {
            case OverflowAction.Admit:
                return true;
            case OverflowAction.DropOldest:
                for (var i = 0; i < decision.DropCount; i++) _ledger.CountOverflow(_slices.RemoveOldestLocked(_tickets.AnyOpen));
                return true;
            case OverflowAction.WaitForRoom:
                return mayWait() && _room.TryAwaitLocked() && _lifecycle.AdmitsEvents;
            default:
                return false;
        }
    }

    bool IsFullLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _slices.Count >= _admitsAnyBelow && _lifecycle.AdmitsEvents;
    }
}
