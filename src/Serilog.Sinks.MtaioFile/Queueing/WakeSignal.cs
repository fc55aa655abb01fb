namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The signal that the worker sleeps on. A wait ends with the signal, or when its time has passed on the system's clock or the given clock,
/// so that a test that moves its clock moves the worker too.
/// </summary>
sealed class WakeSignal(TimeProvider timeProvider) : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    readonly object _gate = new();

    // The worker alone.
    ITimer? _timer;

    // Guarded by the gate.
    bool _set;
    bool _elapsed;

    public void Set()
    {
        lock (_gate)
        {
            _set = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Waits for the signal and resets it.</summary>
    /// <returns>Whether the signal ended the wait; false when the time passed.</returns>
    public bool Wait(TimeSpan atMost)
    {
        if (atMost > LongestWait) atMost = LongestWait;
        Arm(atMost);
        lock (_gate)
        {
            if (!_set && !_elapsed) Monitor.Wait(_gate, atMost);
            var signaled = _set;
            _set = _elapsed = false;
            return signaled;
        }
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Sets the timer of the given clock. The system's clock needs no timer: the wait itself uses it.</summary>
    void Arm(TimeSpan atMost)
    {
        if (ReferenceEquals(timeProvider, TimeProvider.System)) return;
        lock (_gate) _elapsed = false;
        _timer ??= timeProvider.CreateTimer(_ => Elapse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
    }

    void Elapse()
    {
        lock (_gate)
        {
            _elapsed = true;
            Monitor.Pulse(_gate);
        }
    }
}
