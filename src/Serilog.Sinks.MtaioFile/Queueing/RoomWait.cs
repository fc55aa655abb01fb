using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Lets producers wait for room in a full queue, each for a limited time. After one timed-out wait no producer waits again until there is
/// room, so that a hung disk costs one wait and not one per event.
/// </summary>
/// <param name="gate">The queue's lock, which guards everything here.</param>
/// <param name="timeout">How long one producer waits.</param>
/// <param name="isFull">Whether there is still no room; asked under the lock.</param>
sealed class RoomWait(object gate, TimeSpan timeout, Func<bool> isFull)
{
    int _waiting;
    bool _isSuspended;

    /// <summary>Waits while the queue is full.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool TryAwaitLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_isSuspended) return false;
        var start = Stopwatch.GetTimestamp();
        _waiting++;
        try
        {
            while (isFull())
            {
                var remaining = Waits.Remaining(timeout, Stopwatch.GetElapsedTime(start));
                if (remaining > TimeSpan.Zero && Monitor.Wait(gate, remaining)) continue;
                _isSuspended = isFull();
                return !_isSuspended;
            }
            return true;
        }
        finally
        {
            _waiting--;
        }
    }

    /// <summary>Wakes all waiting producers: because there is room or the queue is closed.</summary>
    public void WakeAllLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _isSuspended = false;
        if (_waiting > 0) Monitor.PulseAll(gate);
    }
}
