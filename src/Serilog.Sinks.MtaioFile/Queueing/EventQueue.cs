using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The bounded queue between producers and worker. Producers fill one slice under one short lock; the worker takes it whole. Every event is
/// counted when it enters and when it is settled.
/// </summary>
sealed class EventQueue
{
    readonly SinkCounters _counters;
    readonly OpenTickets _tickets;
    readonly WakeSignal _wake;
    readonly ProducerHelp? _help;
    readonly int _roomyUpTo;

    // Guarded by the gate.
    readonly object _gate = new();
    readonly SliceQueue _slices;
    readonly WakePolicy _waking;
    readonly Admission _admission;

    public EventQueue(QueueSettings settings, SinkContext context, OpenTickets tickets, WakeSignal wake, IBatchTarget target)
    {
        _counters = context.Counters;
        _tickets = tickets;
        _wake = wake;
        _roomyUpTo = settings.RoomyUpTo;
        _slices = new SliceQueue(_gate, settings.SliceSize);
        _waking = new WakePolicy(_gate, _slices, settings.WakeFromSlices);
        Lifecycle = new QueueLifecycle(_gate);
        Taken = new TakenSlice(_gate, _slices, context.Counters, tickets);
        _admission = new Admission(_gate, settings, _slices, Taken, Lifecycle, tickets, context.Ledger);
        // Encoding ahead is waste for events that may be dropped.
        var mayHelp = target.CanEncodeAhead && !_admission.MayDropQueued;
        if (mayHelp) _help = new ProducerHelp(_gate, target, context.Ledger, settings.HelpFromSlices);
    }

    public QueueLifecycle Lifecycle { get; }

    /// <summary>The slice that the worker has taken last.</summary>
    public TakenSlice Taken { get; }

    /// <summary>Whether so few events wait that the drop notice can be written.</summary>
    public bool IsRoomy => _slices.Count <= _roomyUpTo;

    /// <summary>Adds an event, or drops it. Either is counted.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="mayWait">Whether the calling thread may wait for room; called only if the rule makes the caller wait.</param>
    public AddResult Add(LogEvent logEvent, Func<bool> mayWait)
    {
        AddResult result;
        var wakes = false;
        EventSlice? toEncode = null;
        RoomRequest? request = null;
        using (Uninterrupted.Enter(_gate))
        {
            _counters.Accept();
            result = _admission.AdmitLocked(logEvent, mayWait);
            if (result == AddResult.Queued)
            {
                toEncode = InsertLocked(logEvent);
                wakes = _waking.TryWakeLocked();
            }
            else if (result == AddResult.Waiting) request = _admission.JoinLineLocked([logEvent], isBlock: false);
            else _admission.DropLocked([logEvent], result);
        }
        if (wakes) _wake.Set();
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
        RoomRequest? request = null;
        using (Uninterrupted.Enter(_gate))
        {
            foreach (var _ in block) _counters.Accept();
            result = _admission.AdmitLocked(block, mayWait);
            if (result == AddResult.Waiting) request = _admission.JoinLineLocked(block, isBlock: true);
            else if (result == AddResult.Queued) InsertLocked(block);
            else _admission.DropLocked(block, result);
        }
        if (request is not null) return _admission.AwaitResult(request);
        if (result == AddResult.Queued) _wake.Set();
        return result;
    }

    /// <summary>Adds a ticket behind the events added so far.</summary>
    /// <returns>False when the queue has come to its end: there is nothing to wait for.</returns>
    public bool TryAdd(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!Lifecycle.AdmitsTickets) return false;
            _tickets.Open(ticket);
            _slices.AddLocked(ticket);
            _waking.MarkUrgentLocked();
        }
        _wake.Set();
        return true;
    }

    /// <summary>Called once by the worker, before it takes anything.</summary>
    public void AttachWorker() => _help?.Enable();

    /// <summary>Takes the next slice: a full one, or with <paramref name="partial"/> the one being filled; null = none.</summary>
    public EventSlice? TryTake(bool partial)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var slice = _slices.TryTakeLocked(partial || !Lifecycle.AdmitsEvents);
            _waking.MarkAwakeLocked(emptied: slice is null);
            if (slice is null) return null;
            Taken.SetLocked(slice);
            AdmitWaitingLocked();
            if (slice.IsBeingEncoded) AwaitEncodedLocked(slice);
            if (Lifecycle.State != QueueState.Closed && !ProcessExitFlush.HasBegun) return slice;
            // Time is short, and every write costs time: one write takes all that waits.
            var all = _slices.CombineLocked(slice);
            Taken.SetLocked(all);
            return all;
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
        _wake.Set();
        return true;
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
    public LogEvent[] Abandon()
    {
        LogEvent[] rest;
        using (Uninterrupted.Enter(_gate))
        {
            if (!Lifecycle.TryAbandonLocked()) return [];
            rest = [.. Taken.RemoveLocked(), .. _slices.RemoveAllLocked()];
            _counters.Drop(DropReason.Shutdown, rest);
            _admission.EndLineLocked();
            // The worker may be waiting for a slice that a producer is encoding.
            Monitor.PulseAll(_gate);
        }
        _tickets.AddDropped(rest.Length);
        _wake.Set();
        return rest;
    }

    /// <summary>Adds an admitted event.</summary>
    /// <returns>The slice that the calling producer must encode ahead, without the lock; null = none.</returns>
    EventSlice? InsertLocked(LogEvent logEvent)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        var filled = _slices.AddLocked(logEvent);
        return filled is not null && _help is not null && _help.TryBeginLocked(filled, _slices.FullCountLocked()) ? filled : null;
    }

    void InsertLocked(IReadOnlyCollection<LogEvent> block)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _slices.AddBlockLocked(block);
        _waking.MarkUrgentLocked();
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
            if (request.IsBlock) InsertLocked(request.Events);
            else request.ToEncode = InsertLocked(request.Events[0]);
            request.Complete(AddResult.Queued);
        }
    }
}
