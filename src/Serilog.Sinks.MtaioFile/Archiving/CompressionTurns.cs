using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Lets only a few logs compress at the same time: thousands of logs may rotate at midnight. While none of them comes to its end, one
/// more log gets its turn every ten seconds: the disks of the others may hang.
/// </summary>
sealed class CompressionTurns : IWork
{
    static readonly TimeSpan LongestWithoutEnd = TimeSpan.FromSeconds(10);

    readonly object _gate = new();
    readonly WorkItem _watch;

    // Guarded by _gate. More logs than usual compress while _free is negative.
    readonly Queue<WorkItem> _waiting = new();
    readonly HashSet<WorkItem> _called = [];
    int _free;
    long _lastChange;

    public CompressionTurns(WorkerPool pool, int most) => (_watch, _free) = (new WorkItem(pool, this), most);

    public static CompressionTurns Shared { get; } = new(ArchiveThreads.Pool, Math.Max(2, Environment.ProcessorCount));

    /// <summary>Begins to compress, or waits in line: then the work is woken when it is called.</summary>
    /// <returns>Whether the log may compress; then it calls <see cref="End"/> after that.</returns>
    public bool TryBegin(WorkItem log)
    {
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }
            if (_waiting.Count == 0) _lastChange = Stopwatch.GetTimestamp();
            _waiting.Enqueue(log);
        }
        _watch.Wake();
        return false;
    }

    /// <summary>Begins to compress, if the log was called since it has begun to wait.</summary>
    public bool TryBeginCalled(WorkItem log)
    {
        lock (_gate) return _called.Remove(log);
    }

    public void End()
    {
        lock (_gate)
        {
            _free++;
            if (_free > 0) CallNextLocked();
        }
    }

    /// <summary>Looks whether the logs that compress come to an end.</summary>
    public TimeSpan RunTurn()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0) return Timeout.InfiniteTimeSpan;
            if (Stopwatch.GetElapsedTime(_lastChange) >= LongestWithoutEnd) CallNextLocked();
            return LongestWithoutEnd;
        }
    }

    void CallNextLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _lastChange = Stopwatch.GetTimestamp();
        if (!_waiting.TryDequeue(out var next)) return;
        _free--;
        _called.Add(next);
        next.Wake();
    }
}
