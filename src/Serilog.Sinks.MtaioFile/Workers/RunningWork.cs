using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>
/// The works of a pool that threads run now, and the decision when one more thread runs work. A few threads run short turns, and more run
/// those of slow work, which waits for its disk. A turn that takes long holds up its thread and does not count: another thread goes on.
/// </summary>
/// <param name="gate">The lock of the pool, which guards everything here.</param>
/// <param name="usual">How many short turns run at the same time, unless work waits for long.</param>
sealed class RunningWork(object gate, int usual)
{
    /// <summary>A turn that takes longer is held up: by a disk that hangs, or by code of the application.</summary>
    static readonly TimeSpan ShortTurn = TimeSpan.FromMilliseconds(20);

    /// <summary>A turn that takes longer hangs, and no other turn is to wait for it.</summary>
    static readonly TimeSpan HangingTurn = TimeSpan.FromSeconds(1);

    /// <summary>
    /// With more turns that are held up and do not hang, each of them has more time in proportion: a machine that is overloaded holds up
    /// all turns, and is not helped by a thread for each of them.
    /// </summary>
    const int FewHeldUp = 64;

    /// <summary>Work with such turns is slow.</summary>
    static readonly TimeSpan SlowTurn = TimeSpan.FromMilliseconds(10);

    /// <summary>Work that waits longer gets one more thread.</summary>
    static readonly TimeSpan LongestInLine = TimeSpan.FromMilliseconds(100);

    /// <summary>How many turns of slow work run at the same time, those that are held up aside.</summary>
    const int MostSlow = 16;

    readonly List<WorkItem> _running = [];

    int Most => usual * 4;

    /// <summary>Whether a turn that began at a timestamp was slow.</summary>
    public static bool WasSlow(long since, long now) => Stopwatch.GetElapsedTime(since, now) > SlowTurn;

    public void AddLocked(WorkItem item)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _running.Add(item);
    }

    public void RemoveLocked(WorkItem item)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        _running.Remove(item);
    }

    /// <summary>The timestamp from which one more thread may run work of a line.</summary>
    /// <param name="slow">Whether it is the line of slow work.</param>
    /// <param name="waitsSince">The timestamp since which the first work of the line waits; null = none waits.</param>
    /// <param name="now">The timestamp of now.</param>
    public long NextTurnLocked(bool slow, long? waitsSince, long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (waitsSince is not { } since) return WorkItem.Never;
        var shortTurn = ShortTurnLocked(slow, now);
        var (turns, oldestEnds) = (0, WorkItem.Never);
        foreach (var item in _running)
        {
            var heldUpFrom = Timestamps.After(item.Since, shortTurn);
            if (item.IsSlow != slow || heldUpFrom <= now) continue;
            turns++;
            oldestEnds = Math.Min(oldestEnds, heldUpFrom);
        }
        if (turns < (slow ? MostSlow : usual)) return now;
        return !slow && turns < Most ? Math.Min(oldestEnds, Timestamps.After(since, LongestInLine)) : oldestEnds;
    }

    /// <summary>The time after which a turn of a line is held up.</summary>
    TimeSpan ShortTurnLocked(bool slow, long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (_running.Count <= FewHeldUp) return ShortTurn;
        var heldUp = 0;
        foreach (var item in _running)
        {
            if (item.IsSlow != slow) continue;
            var since = Stopwatch.GetElapsedTime(item.Since, now);
            if (since > ShortTurn && since < HangingTurn) heldUp++;
        }
        return heldUp <= FewHeldUp ? ShortTurn : ShortTurn * heldUp / FewHeldUp;
    }
}
