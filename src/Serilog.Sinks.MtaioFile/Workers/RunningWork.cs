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
        var (turns, oldestEnds) = (0, WorkItem.Never);
        foreach (var item in _running)
        {
            var heldUpFrom = Timestamps.After(item.Since, ShortTurn);
            if (item.IsSlow != slow || heldUpFrom <= now) continue;
            turns++;
            oldestEnds = Math.Min(oldestEnds, heldUpFrom);
        }
        if (turns < (slow ? MostSlow : usual)) return now;
        return !slow && turns < Most ? Math.Min(oldestEnds, Timestamps.After(since, LongestInLine)) : oldestEnds;
    }
}
