namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Knows what the worker sleeps for, and when to wake it: a wake-up costs the caller as much as a dozen events, so that while events come one
/// after the other the worker looks by itself. Whoever uses it holds the queue's lock.
/// </summary>
sealed class WakePolicy(QueueSettings settings, SliceLine line)
{
    Sleep _sleep = Sleep.None;
    bool _isUrgent;

    enum Sleep
    {
        None,
        LetsGather,
        AwaitsAnyEvent,
    }

    /// <summary>Something was queued that is waited for, or closed what is queued: nobody lets it gather.</summary>
    public void BeUrgent() => _isUrgent = true;

    /// <summary>The worker is awake.</summary>
    /// <param name="emptied">Whether it has just found nothing to take.</param>
    public void StayAwake(bool emptied)
    {
        _sleep = Sleep.None;
        if (emptied) _isUrgent = false;
    }

    /// <summary>The worker goes to sleep, if there is no reason not to.</summary>
    /// <param name="forAnyEvent">Whether any event ends the sleep, or only a batch of them.</param>
    public bool TrySleep(bool forAnyEvent)
    {
        if (_isUrgent || IsBatchWaiting || (forAnyEvent && (line.HasFull || line.HasPartial))) return false;
        _sleep = forAnyEvent ? Sleep.AwaitsAnyEvent : Sleep.LetsGather;
        return true;
    }

    /// <summary>Whether the event that was just queued ends the worker's sleep.</summary>
    public bool MustWake()
    {
        if (_sleep == Sleep.None || (_sleep == Sleep.LetsGather && !IsBatchWaiting)) return false;
        _sleep = Sleep.None;
        return true;
    }

    bool IsBatchWaiting => line.FullCount >= settings.WakeFromSlices;
}
