using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// The time until which the worker sleeps: it has passed when it has on the system's clock or on the clock of the sink, so that a test that
/// moves its clock moves the worker too. The worker alone uses it.
/// </summary>
/// <param name="clock">The clock of the sink.</param>
/// <param name="queue">The queue of the worker.</param>
sealed class Alarm(TimeProvider clock, EventQueue queue) : IDisposable
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    // The system's clock needs no timer.
    ITimer? _timer;
    long _setAt;
    TimeSpan _wait = Timeout.InfiniteTimeSpan;

    // Set by the timer.
    volatile bool _hasRung;

    /// <summary>The time that is left on the system's clock; infinite = the alarm is not set.</summary>
    public TimeSpan Remaining => Waits.Remaining(_wait, Stopwatch.GetElapsedTime(_setAt));

    /// <summary>Whether the time has passed on either clock.</summary>
    public bool HasRung => _hasRung || Remaining == TimeSpan.Zero;

    /// <summary>Sets the alarm; infinite = none.</summary>
    public void Set(TimeSpan wait)
    {
        _wait = wait > LongestWait ? LongestWait : wait;
        _setAt = Stopwatch.GetTimestamp();
        if (ReferenceEquals(clock, TimeProvider.System)) return;
        _hasRung = false;
        _timer ??= clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(_wait, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    void Ring()
    {
        _hasRung = true;
        queue.Wake();
    }
}
