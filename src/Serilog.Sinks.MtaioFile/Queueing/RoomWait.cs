using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Waits for room in a full queue, under the queue's lock: at most the given time once, as nobody waits again while a time-out has not been
/// followed by room.
/// </summary>
sealed class RoomWait(TimeSpan timeout)
{
    int _waiting;
    bool _suspended;

    /// <summary>Waits while the queue is full.</summary>
    /// <returns>False when the time was over first.</returns>
    public bool TryAwait(object gate, Func<bool> isFull)
    {
        if (_suspended) return false;
        var start = Stopwatch.GetTimestamp();
        _waiting++;
        try
        {
            while (isFull())
            {
                var remaining = timeout - Stopwatch.GetElapsedTime(start);
                if (remaining > TimeSpan.Zero && Monitor.Wait(gate, remaining)) continue;
                _suspended = isFull();
                return !_suspended;
            }
            return true;
        }
        finally
        {
            _waiting--;
        }
    }

    /// <summary>Lets go on who waits, as there is room, or as there will never be any.</summary>
    public void End(object gate)
    {
        _suspended = false;
        if (_waiting > 0) Monitor.PulseAll(gate);
    }
}
