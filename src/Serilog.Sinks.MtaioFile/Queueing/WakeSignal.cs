using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The signal that the worker sleeps on. A wait ends with the signal, or when its time has passed on the system's clock or the given clock,
/// so that a test that moves its clock moves the worker too.
/// </summary>
sealed class WakeSignal : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    readonly TimeProvider _timeProvider;
    readonly object _gate = new();
    readonly Func<bool> _mayWake;

    // The worker alone.
    ITimer? _timer;

    // Guarded by the gate.
    bool _set;
    bool _elapsed;

    public WakeSignal(TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _mayWake = () => _set || _elapsed;
    }

    public void Set()
    {
        using (Uninterrupted.Enter(_gate))
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
        using (Uninterrupted.Enter(_gate))
        {
            Uninterrupted.Wait(_gate, _mayWake, atMost);
            var signaled = _set;
            _set = _elapsed = false;
            return signaled;
        }
    }

    public void Dispose() => _timer?.Dispose();

    /// <summary>Sets the timer of the given clock. The system's clock needs no timer: the wait itself uses it.</summary>
    void Arm(TimeSpan atMost)
    {
        if (ReferenceEquals(_timeProvider, TimeProvider.System)) return;
        using (Uninterrupted.Enter(_gate)) _elapsed = false;
        _timer ??= _timeProvider.CreateTimer(_ => Elapse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(atMost, Timeout.InfiniteTimeSpan);
    }

    void Elapse()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _elapsed = true;
            Monitor.Pulse(_gate);
        }
    }
}
