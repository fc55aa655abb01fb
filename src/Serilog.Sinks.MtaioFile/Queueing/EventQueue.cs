using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Memory;
using Serilog.Sinks.MtaioFile.Timing;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The bounded queue between producers and worker. Producers fill one slice under one short lock; the worker takes it whole. Every event is
/// counted when it enters and when it is settled.
/// </summary>
sealed class EventQueue
{
    readonly SinkCounters _counters;
    readonly DropLedger _ledger;
    readonly OpenTickets _tickets;
    readonly ProducerHelp? _help;
    readonly int _roomyUpTo;
    readonly bool _measures;
    readonly QueueSettings _settings;

    // Guarded by the gate.
    readonly object _gate = new();
    readonly HeldBytes _bytes;
    readonly SliceQueue _slices;
    readonly WakePolicy _waking;
    readonly Admission _admission;
    bool _isUsed;

    public EventQueue(QueueSettings settings, SinkContext context, OpenTickets tickets, IBatchTarget target)
    {
        _counters = context.Counters;
        _ledger = context.Ledger;
        _tickets = tickets;
        _roomyUpTo = settings.RoomyUpTo;
        _measures = settings.Bytes is not null;
        var rule = OverflowRule.For(settings);
        var shareForAny = (double)rule.AdmitsAnyBelow / settings.Limit;
        _bytes = new HeldBytes(_gate, settings.Bytes, shareForAny, settings.Process, () => Taken!.IsStuckLocked());
        _slices = new SliceQueue(_gate, settings.SliceSize, _bytes);
        _waking = new WakePolicy(_gate, _slices, _bytes, settings);
        Lifecycle = new QueueLifecycle(_gate);
        _settings = settings;
        Taken = new TakenBatch(_gate, _slices, context.Counters, tickets);
        _admission = new Admission(_gate, settings, rule, _slices, _bytes, Taken, Lifecycle, tickets, context.Ledger);
        // Encoding ahead is waste for events that may be dropped.
        var mayHelp = target.CanEncodeAhead && !_admission.MayDropQueued;
        if (mayHelp) _help = new ProducerHelp(_gate, target, context.Ledger, settings.HelpFromSlices);
    }

    public QueueLifecycle Lifecycle { get; }

    /// <summary>The slices that the worker has taken last.</summary>
    public TakenBatch Taken { get; }

    /// <summary>Whether the sink or the process is ending: time is short then, and one write takes all that waits.</summary>
    public bool IsNearEnd => !Lifecycle.AdmitsEvents || ProcessExitFlush.HasBegun;

    /// <summary>The turns of the worker; null = the queue has none.</summary>
    public WorkItem? Turns
    {
        get => Taken.Turns;
        set => Taken.Turns = value;
    }

    /// <summary>The last number that an event got.</summary>
    public long LastNumber => _slices.LastNumber;

    /// <summary>Whether so few events wait that the drop notice can be written.</summary>
    public bool IsRoomy => _slices.Count <= _roomyUpTo;

    /// <summary>How full the queue is, by its events or by their bytes, from 0 to 1.</summary>
    public double Fill
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return Math.Min(1, Math.Max((double)_slices.Count / _settings.Limit, _bytes.ShareLocked()));
        }
    }

    /// <summary>Whether calls wait for room.</summary>
    public bool HasWaitingCalls
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _admission.HasWaitingCallsLocked();
        }
    }

    /// <summary>Adds an event, or drops it. Either is counted.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="mayWait">Whether the calling thread may wait for room; called only if the rule makes the caller wait.</param>
    public AddResult Add(LogEvent logEvent, Func<bool> mayWait)
    {
        AddResult result;
        var wakes = false;
        EventSlice? toEncode = null;
        RoomRequest? request = null;
        var size = _measures ? EventSize.Of(logEvent) : 0;
        using (Uninterrupted.Enter(_gate))
        {
            MarkUsedLocked();
            _counters.Accept();
            result = _admission.AdmitLocked(logEvent, size, mayWait);
            if (result == AddResult.Queued)
            {
                toEncode = InsertLocked(logEvent, size);
                wakes = _waking.TryWakeLocked();
            }
            else if (result == AddResult.Waiting) request = _admission.JoinLineLocked([logEvent], size, isBlock: false);
            else _admission.DropLocked([logEvent], result);
            if (_admission.IsShortOfRoom) wakes |= _waking.TryWakeForRoomLocked();
        }
        if (wakes) Wake();
        if (request is not null)
        {
            result = _admission.AwaitResult(request);
            toEncode = request.ToEncode;
        }
        if (toEncode is not null) _help!.EncodeAhead(toEncode);
        return result;
    }

    /// <summary>Adds events that belong together: all of them, without other events between, or none.</summary>
    public AddResult AddBlock(IReadOnlyList<LogEvent> block, Func<bool> mayWait)
    {
        AddResult result;
        bool wakes;
        RoomRequest? request = null;
        var size = _measures ? EventSize.Of(block) : 0;
        using (Uninterrupted.Enter(_gate))
        {
            MarkUsedLocked();
            foreach (var _ in block) _counters.Accept();
            result = _admission.AdmitLocked(block, size, mayWait);
            if (result == AddResult.Waiting) request = _admission.JoinLineLocked(block, size, isBlock: true);
            else if (result == AddResult.Queued) InsertLocked(block, size);
            else _admission.DropLocked(block, result);
            wakes = _waking.TryWakeForRoomLocked();
        }
        if (wakes) Wake();
        return request is null ? result : _admission.AwaitResult(request);
    }

    /// <summary>Adds a ticket behind the events added so far.</summary>
    /// <returns>False when the queue has come to its end: there is nothing to wait for.</returns>
    public bool TryAdd(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!Lifecycle.AdmitsTickets) return false;
            MarkUsedLocked();
            _tickets.Open(ticket);
            _slices.AddLocked(ticket);
            _waking.MarkUrgentLocked();
        }
        Wake();
        return true;
    }

    /// <summary>Wakes the worker.</summary>
    public void Wake() => Turns?.Wake();

    /// <summary>Called by the worker at the start of a turn.</summary>
    public void BeginTurn() => _help?.Enable();

    /// <summary>
    /// Takes the first slice of the next batch: a full one, or with <paramref name="partial"/> also the one being filled; null = there is
    /// nothing to take.
    /// </summary>
    public BatchPart? TryTake(bool partial)
    {
        using (Uninterrupted.Enter(_gate))
        {
            // Other queues may have made room.
            AdmitWaitingLocked();
            var slice = _slices.TryTakeLocked(partial || !Lifecycle.AdmitsEvents);
            _waking.MarkAwakeLocked();
            if (slice is null) return null;
            Taken.AddLocked(slice);
            if (slice.IsBeingEncoded) AwaitEncodedLocked(slice);
            if (Lifecycle.IsAbandoned) return null;
            _waking.MarkAwakeLocked();
            AdmitWaitingLocked();
            return slice.ToPart();
        }
    }

    /// <summary>
    /// Takes one more slice for the same batch; null = the batch is full, or none is ready. One write takes the whole batch where it can,
    /// so that a slow disk is paid for once.
    /// </summary>
    public BatchPart? TryContinue()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (Taken.LastLocked() is not { } last) return null;
            if (IsNearEnd) _slices.HandOverLocked();
            if (_slices.NextOfBatchLocked(last) is not { } next || !(IsNearEnd || HasRoomInBatchLocked(next))) return null;
            _slices.TakeNextLocked();
            Taken.AddLocked(next);
            _waking.MarkAwakeLocked();
            AdmitWaitingLocked();
            return next.ToPart();
        }
    }

    /// <summary>Notes that the worker goes to sleep, unless there is something for it to do.</summary>
    /// <param name="untilAnyEvent">Whether any event ends the sleep, or only a batch of events.</param>
    /// <returns>Whether the worker may sleep.</returns>
    public bool TrySleep(bool untilAnyEvent)
    {
        using (Uninterrupted.Enter(_gate)) return Lifecycle.AdmitsEvents && _waking.TrySleepLocked(untilAnyEvent);
    }

    /// <summary>Closes the queue, and wakes all producers that wait for room.</summary>
    /// <returns>False when the queue was closed before.</returns>
    public bool TryClose()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!Lifecycle.TryCloseLocked()) return false;
            _admission.EndLineLocked();
        }
        Wake();
        return true;
    }

    /// <summary>Closes and finishes a queue to which nothing was ever added.</summary>
    /// <returns>False when the queue was used or closed before.</returns>
    public bool TryCloseUnused()
    {
        using (Uninterrupted.Enter(_gate)) return !_isUsed && TryCloseAndFinishLocked();
    }

    /// <summary>Closes and finishes a queue in which nothing waits. The worker does not run meanwhile.</summary>
    /// <returns>False when anything waits, or the queue was closed before.</returns>
    public bool TryCloseEmpty()
    {
        using (Uninterrupted.Enter(_gate)) return _slices.IsEmptyLocked() && Taken.IsEmptyLocked() && TryCloseAndFinishLocked();
    }

    /// <summary>Finishes the queue if it is closed and empty.</summary>
    /// <returns>Whether the worker has nothing left to do.</returns>
    public bool TryFinish()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (Lifecycle.State == QueueState.Closed && _slices.IsEmptyLocked()) Lifecycle.FinishLocked();
            return !Lifecycle.WorkerGoesOn;
        }
    }

    /// <summary>Drops every event that is not settled, those that the worker has taken included.</summary>
    /// <returns>The dropped events, in order.</returns>
    public DroppedEvents Abandon()
    {
        DroppedEvents rest;
        using (Uninterrupted.Enter(_gate))
        {
            if (!Lifecycle.TryAbandonLocked()) return DroppedEvents.None;
            rest = Taken.RemoveLocked().With(_slices.RemoveAllLocked());
            _counters.Drop(DropReason.Shutdown, rest.Events);
            // Before the worker can end the log.
            _ledger.NoteUnwritten(rest.Numbers);
            _admission.EndLineLocked();
            // The worker may be waiting for a slice that a producer is encoding.
            Monitor.PulseAll(_gate);
        }
        _tickets.AddDropped(rest.Events.Length);
        Wake();
        return rest;
    }

    /// <summary>Usually only reads: producers on other cores would have to fetch again what was written.</summary>
    void MarkUsedLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!_isUsed) _isUsed = true;
    }

    bool TryCloseAndFinishLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (!Lifecycle.TryCloseLocked()) return false;
        _admission.EndLineLocked();
        Lifecycle.FinishLocked();
        return true;
    }

    /// <summary>Adds an admitted event.</summary>
    /// <returns>The slice that the calling producer must encode ahead, without the lock; null = none.</returns>
    EventSlice? InsertLocked(LogEvent logEvent, long size)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        var filled = _slices.AddLocked(logEvent, size);
        return filled is not null && _help is not null && _help.TryBeginLocked(filled, _slices.FullCountLocked()) ? filled : null;
    }

    void InsertLocked(IReadOnlyCollection<LogEvent> block, long size)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _slices.AddBlockLocked(block, size);
        _waking.MarkUrgentLocked();
    }

    /// <summary>Whether a slice fits into the batch, which is never larger than the queue: its events may have to be kept.</summary>
    bool HasRoomInBatchLocked(EventSlice next)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return Taken.CountLocked() + next.Count <= Math.Min(_settings.BatchSize, _settings.Limit)
            && Taken.BytesLocked() + next.Bytes <= (_settings.Bytes ?? long.MaxValue);
    }

    void AwaitEncodedLocked(EventSlice slice)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        Uninterrupted.Wait(_gate, () => !slice.IsBeingEncoded || Lifecycle.IsAbandoned, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives room that the worker has made to the calls that have waited longest.</summary>
    void AdmitWaitingLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        while (_admission.NextWithRoomLocked() is { } request)
        {
            if (request.IsBlock) InsertLocked(request.Events, request.Size);
            else request.ToEncode = InsertLocked(request.Events[0], request.Size);
            request.Complete(AddResult.Queued);
        }
    }
}
