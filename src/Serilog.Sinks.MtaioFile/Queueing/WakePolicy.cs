using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Decides when the worker sleeps and which event wakes it. A wake-up costs the caller as much as a dozen events; while events keep coming,
/// the worker therefore looks for them by itself, once per period.
/// </summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="slices">The slices that wait.</param>
/// <param name="bytes">The bytes of the events in them.</param>
/// <param name="settings">How many full slices, or bytes, are a batch worth waking the worker for.</param>
sealed class WakePolicy(object gate, SliceQueue slices, HeldBytes bytes, QueueSettings settings)
{
    // The first event wakes the worker.
    Sleep _sleep = Sleep.UntilAnyEvent;
    bool _isUrgent;

    enum Sleep
    {
        None,
        UntilBatch,
        UntilAnyEvent,
    }

    /// <summary>Notes that a flush or a block was queued: the worker writes it without waiting for more events.</summary>
    public void MarkUrgentLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isUrgent = true;
    }

    /// <summary>Notes that the queue is short of room: the worker makes some without waiting for more events.</summary>
    /// <returns>Whether the worker must be woken.</returns>
    public bool TryWakeForRoomLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isUrgent = true;
        if (_sleep == Sleep.None) return false;
        _sleep = Sleep.None;
        return true;
    }

    /// <summary>
    /// Notes that the worker is awake, and has taken what it can. If nothing is left, events that come from now on are not urgent.
    /// </summary>
    public void MarkAwakeLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _sleep = Sleep.None;
        if (slices.IsEmptyLocked()) _isUrgent = false;
    }

    /// <summary>Notes that the worker goes to sleep, unless something is there for it to take.</summary>
    /// <param name="untilAnyEvent">Whether any event ends the sleep, or only a batch of events.</param>
    /// <returns>Whether the worker may sleep.</returns>
    public bool TrySleepLocked(bool untilAnyEvent)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_isUrgent || IsBatchWaitingLocked() || (untilAnyEvent && !slices.IsEmptyLocked())) return false;
        _sleep = untilAnyEvent ? Sleep.UntilAnyEvent : Sleep.UntilBatch;
        return true;
    }

    /// <summary>Ends the worker's sleep if the event that was just queued is a reason to.</summary>
    /// <returns>Whether the worker must be woken.</returns>
    public bool TryWakeLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_sleep == Sleep.None || (_sleep == Sleep.UntilBatch && !IsBatchWaitingLocked())) return false;
        _sleep = Sleep.None;
        return true;
    }

    bool IsBatchWaitingLocked() => slices.FullCountLocked() >= settings.WakeFromSlices || bytes.HeldLocked() >= settings.WakeFromBytes;
}
