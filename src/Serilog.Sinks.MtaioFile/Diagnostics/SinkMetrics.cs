using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>The totals that the meter shows: those of a path, whichever sinks have written to it.</summary>
sealed class SinkMetrics
{
    // Guarded by the lock on the set.
    readonly HashSet<SinkCounters> _open = [];
    readonly PathTotals _totals = new();

    readonly LateMeter _meter;

    SinkMetrics() => _meter = new LateMeter(() => new SinkMeter(Current, QueueFills));

    public static SinkMetrics Instance { get; } = new();

    /// <summary>Makes the meter, for listeners that come later.</summary>
    public void MakeMeter() => _meter.Make();

    /// <summary>Makes the meter on another thread: the caller may hold locks, and listeners may wait for anything.</summary>
    public void MakeMeterSoon() => _meter.MakeSoon();

    /// <summary>Records how long a batch took, if a listener collects that.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="begunAt">The timestamp of the batch's beginning.</param>
    public void RecordBatch(string path, long begunAt)
    {
        _meter.MakeIfHeard();
        if (_meter.Made is { TimesBatches: true } meter) meter.RecordBatch(path, Stopwatch.GetElapsedTime(begunAt));
    }

    public void Add(SinkCounters counters)
    {
        lock (_open)
        {
            _open.Add(counters);
            _totals.Open(counters.Path);
        }
        _meter.MakeIfHeard();
    }

    /// <summary>Forgets a closed sink, but not what it has counted.</summary>
    public void Remove(SinkCounters counters)
    {
        using (Uninterrupted.Enter(_open))
        {
            Publish(counters);
            if (_open.Remove(counters)) _totals.Close(counters.Path);
        }
        _meter.MakeIfHeard();
    }

    /// <summary>Adds to the totals of the path what a sink has counted since the last call.</summary>
    public void Publish(SinkCounters counters)
    {
        using (Uninterrupted.Enter(_open))
        {
            var current = counters.ReadTotals();
            _totals.Add(counters.Path, current.Minus(counters.Published));
            counters.Published = current;
        }
    }

    /// <summary>How full the queue of each open path is; of several sinks, the fullest queue counts.</summary>
    IEnumerable<KeyValuePair<string, double>> QueueFills()
    {
        SinkCounters[] open;
        lock (_open) open = [.. _open.Where(c => c.QueueFill is not null)];
        // Without the lock: a queue may publish counts while its own lock is held.
        return open.GroupBy(c => c.Path, c => c.QueueFill!(), StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Max()));
    }

    KeyValuePair<string, Totals>[] Current()
    {
        lock (_open)
        {
            foreach (var counters in _open) Publish(counters);
            return _totals.All;
        }
    }
}
