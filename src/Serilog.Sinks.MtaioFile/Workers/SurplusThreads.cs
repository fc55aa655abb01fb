using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>
/// Finds out how many threads of a pool were not needed for a while. Idle threads take turns, so that each of them has work now and then,
/// although fewer would do.
/// </summary>
/// <param name="gate">The lock of the pool, which guards everything here.</param>
/// <param name="period">How long threads must not have been needed.</param>
sealed class SurplusThreads(object gate, TimeSpan period)
{
    long _periodEnd;
    int _leastIdle;
    int _surplus;

    /// <summary>Notes how many threads are idle when one of them has got work.</summary>
    public void NoteIdleLocked(int idle)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _leastIdle = Math.Min(_leastIdle, idle);
    }

    /// <summary>Whether the calling thread, which has nothing to do, is one too many.</summary>
    public bool TryTakeLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (now >= _periodEnd)
        {
            // One stays to watch.
            _surplus = _periodEnd == 0 ? 0 : Math.Max(0, _leastIdle - 1);
            (_periodEnd, _leastIdle) = (Timestamps.After(now, period), int.MaxValue);
        }
        if (_surplus == 0) return false;
        _surplus--;
        return true;
    }
}
