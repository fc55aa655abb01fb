using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>
/// The works of a pool that no thread runs: the line of those that are ready, a line of its own for slow ones, as on a slow disk, and those
/// that sleep until an alarm.
/// </summary>
/// <param name="gate">The lock of the pool, which guards everything here.</param>
sealed class WaitingWork(object gate)
{
    readonly Queue<WorkItem> _line = new();
    readonly Queue<WorkItem> _slowLine = new();
    readonly SortedSet<WorkItem> _alarms = new(Comparer<WorkItem>.Create(CompareAlarms));
    volatile int _count;

    /// <summary>How many works are ready; may be read without the lock.</summary>
    public int ReadyCount => _count;

    /// <summary>The timestamp since which the first work of a line waits; null = none waits.</summary>
    public long? FirstSinceLocked(bool slow)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return LineOf(slow).TryPeek(out var first) ? first.Since : null;
    }

    /// <summary>The timestamp of the next alarm.</summary>
    public long NextAlarmLocked()
    {
        Debug.Assert(Monitor.IsEntered(gate));
        return _alarms.Min?.DueAt ?? WorkItem.Never;
    }

    /// <summary>Puts a work that is asleep or has just run at the end of its line.</summary>
    public void AddLocked(WorkItem item, long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (item.DueAt != WorkItem.Never) _alarms.Remove(item);
        item.DueAt = WorkItem.Never;
        item.State = WorkState.Ready;
        item.Since = now;
        LineOf(item.IsSlow).Enqueue(item);
        _count++;
    }

    /// <summary>Takes the first work of a line.</summary>
    public WorkItem TakeLocked(bool slow, long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        var item = LineOf(slow).Dequeue();
        _count--;
        item.State = WorkState.Running;
        item.Since = now;
        return item;
    }

    /// <summary>Takes a work that is asleep, to run it although it is not in line.</summary>
    /// <returns>False when the work is not asleep.</returns>
    public bool TryTakeAsleepLocked(WorkItem item)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        if (item.State != WorkState.Asleep) return false;
        if (item.DueAt != WorkItem.Never) _alarms.Remove(item);
        item.DueAt = WorkItem.Never;
        item.State = WorkState.Running;
        return true;
    }

    /// <summary>Lets a work that has just run sleep until its alarm, or until something wakes it.</summary>
    public void SleepLocked(WorkItem item, TimeSpan atMost, long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        item.State = WorkState.Asleep;
        if (atMost == Timeout.InfiniteTimeSpan) return;
        item.DueAt = Timestamps.After(now, atMost);
        _alarms.Add(item);
    }

    /// <summary>Puts the works whose alarm is due at the end of their lines.</summary>
    public void AddDueLocked(long now)
    {
        Debug.Assert(Monitor.IsEntered(gate));
        while (_alarms.Min is { } first && first.DueAt <= now) AddLocked(first, now);
    }

    Queue<WorkItem> LineOf(bool slow) => slow ? _slowLine : _line;

    static int CompareAlarms(WorkItem x, WorkItem y) =>
        x.DueAt.CompareTo(y.DueAt) is not 0 and var order ? order : x.Id.CompareTo(y.Id);
}
