namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// What the worker sleeps on. A wait ends by whichever comes first: the signal, the time passing, or the time passing on the given clock,
/// so that a clock that is moved by hand moves the worker too.
/// </summary>
sealed class WakeSignal(TimeProvider timeProvider) : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    readonly object _gate = new();
    ITimer? _timer;
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
    /// <returns>Whether it was the signal; false when the time passed.</returns>
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

    /// <summary>The system's clock needs no timer: it is the one that the wait itself goes by.</summary>
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
