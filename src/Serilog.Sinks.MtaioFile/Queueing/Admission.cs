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
    readonly HeldBytes _bytes;
    readonly int _places;
    readonly QueueLifecycle _lifecycle;
    readonly RoomWait _room;
    readonly OpenTickets _tickets;
    readonly DropLedger _ledger;

    /// <param name="gate">The queue's lock.</param>
    /// <param name="settings">The limit and the policy.</param>
    /// <param name="rule">The rule of the policy.</param>
    /// <param name="slices">The events that wait.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="taken">Knows when the worker last made progress.</param>
    /// <param name="lifecycle">The state of the queue.</param>
    /// <param name="tickets">The flushes that report dropped events.</param>
    /// <param name="ledger">Counts and reports dropped events.</param>
    public Admission(
        object gate,
        QueueSettings settings,
        OverflowRule rule,
        SliceQueue slices,
        HeldBytes bytes,
        TakenBatch taken,
        QueueLifecycle lifecycle,
        OpenTickets tickets,
        DropLedger ledger)
    {
        _gate = gate;
        _rule = rule;
        _bytes = bytes;
        _places = settings.Limit;
        _admitsAnyBelow = _rule.AdmitsAnyBelow;
        _slices = slices;
        _lifecycle = lifecycle;
        _room = new RoomWait(gate, settings.BlockTimeout, taken);
        _tickets = tickets;
        _ledger = ledger;
    }

    public bool MayDropQueued => _rule.MayDropQueued;

    /// <summary>
    /// Whether there was little or no room for what came last, so that the worker must not wait for more. Guarded by the lock.
    /// </summary>
    public bool IsShortOfRoom { get; private set; }

    /// <summary>Decides whether an event is admitted, after drops of other events where the rule says so.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="size">Its size.</param>
    /// <param name="mayWait">Whether the calling thread may wait for room; called only if the rule makes the caller wait.</param>
    public AddResult AdmitLocked(LogEvent logEvent, long size, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_lifecycle.AdmitsEvents) return AddResult.Late;
        var isShortOfRoom = _slices.Count >= _admitsAnyBelow || !_bytes.HasRoomForAnyLocked(size);
        // Usually only reads: producers on other cores would have to fetch again what was written.
        if (IsShortOfRoom != isShortOfRoom) IsShortOfRoom = isShortOfRoom;
        if (!isShortOfRoom) return AddResult.Queued;
        while (true)
        {
            var decision = _rule.Decide(logEvent.Level, Math.Max(_slices.Count, _bytes.PlacesLocked(size, _places)));
            if (CarryOutLocked(decision, mayWait) is { } result) return result;
        }
    }

    /// <summary>Decides whether a block is admitted as a whole, in the same way.</summary>
    public AddResult AdmitLocked(IReadOnlyCollection<LogEvent> block, long size, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_lifecycle.AdmitsEvents) return AddResult.Late;
        var highest = block.Max(e => e.Level);
        IsShortOfRoom = true;
        while (true)
        {
            var decision = _rule.DecideBlock(highest, _slices.Count, block.Count);
            if (decision.Action == OverflowAction.Admit) decision = _rule.Decide(highest, _bytes.PlacesLocked(size, _places));
            if (CarryOutLocked(decision, mayWait) is { } result) return result;
        }
    }

    /// <summary>Drops events that were not admitted: they are late, or were refused.</summary>
    public AddResult DropLocked(IReadOnlyCollection<LogEvent> events, AddResult result)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        foreach (var logEvent in events)
        {
            if (result == AddResult.Late) _ledger.CountLate(logEvent);
            else _ledger.CountOverflow(logEvent, _slices.TakeNumbersLocked(1));
        }
        if (result == AddResult.Late || (result == AddResult.Refused && _rule.RefusalIsFailure)) _tickets.AddDroppedForNext(events.Count);
        return result;
    }

    /// <summary>Puts a call at the end of the line that waits for room.</summary>
    public RoomRequest JoinLineLocked(IReadOnlyList<LogEvent> events, long size, bool isBlock) => _room.JoinLocked(events, size, isBlock);

    /// <summary>Whether calls wait for room.</summary>
    public bool HasWaitingCallsLocked() => _room.HasCallsLocked();

    /// <summary>Takes the first call out of the line if there is room for it; null = none.</summary>
    public RoomRequest? NextWithRoomLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_slices.Count >= _admitsAnyBelow || !_bytes.HasRoomForAnyLocked(_room.NextSizeLocked())) return null;
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

    /// <returns>Null when room was made, and the rule must be asked again.</returns>
    AddResult? CarryOutLocked(OverflowDecision decision, Func<bool> mayWait)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        switch (decision.Action)
        {
            case OverflowAction.Admit:
                return AddResult.Queued;
            case OverflowAction.DropOldest:
                if (_slices.Count == 0) return AddResult.Queued;
                var count = Math.Min(decision.DropCount, _slices.Count);
                for (var i = 0; i < count; i++)
                {
                    var oldest = _slices.RemoveOldestLocked(_tickets.AnyOpen, out var number);
                    _ledger.CountOverflow(oldest, number);
                }
                return null;
            case OverflowAction.WaitForRoom:
                return _room.IsOpenLocked() && mayWait() ? AddResult.Waiting : AddResult.Refused;
            default:
                return AddResult.Refused;
        }
    }
}
