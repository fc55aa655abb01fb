using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The last records of each trace, up to a limit. Any thread may use it.</summary>
/// <param name="limit">How many records of each trace are kept.</param>
sealed class Backtrace(int limit)
{
    const int MostTraces = 1_000;

    readonly object _gate = new();

    // Of its own: the sink may be forgotten, and what it has kept is not to count for others for ever.
    readonly MemoryBudget _bytes = new(MemoryBudget.OfHolds.Limit);

    // Guarded by _gate. The list has the traces in the order of their last records.
    readonly Dictionary<ActivityTraceId, LinkedListNode<Trace>> _traces = [];
    readonly LinkedList<Trace> _byUse = [];

    /// <summary>
    /// Keeps a record. The oldest record, or the trace that is idle for longest, is discarded when there are too many records or bytes.
    /// </summary>
    public void Keep(ActivityTraceId id, LogEvent record)
    {
        lock (_gate)
        {
            if (!_traces.TryGetValue(id, out var node))
            {
                if (_traces.Count == MostTraces) RemoveLocked(_byUse.First!);
                _traces.Add(id, node = new LinkedListNode<Trace>(new Trace(id, new SizedRecords(_bytes))));
            }
            else
            {
                _byUse.Remove(node);
            }
            _byUse.AddLast(node);
            var size = node.Value.Records.Add(record);
            if (node.Value.Records.Count > limit) size -= node.Value.Records.RemoveOldest().Size;
            while (_bytes.IsFull && size > 0 && _byUse.First is { } oldest) size -= RemoveOneLocked(oldest);
        }
    }

    /// <summary>Takes the records of one trace.</summary>
    public LogEvent[] Take(ActivityTraceId id)
    {
        lock (_gate) return _traces.TryGetValue(id, out var node) ? RemoveLocked(node) : [];
    }

    /// <summary>Takes the records of all traces, each trace together.</summary>
    public LogEvent[] TakeAll()
    {
        lock (_gate)
        {
            List<LogEvent> all = [];
            while (_byUse.First is { } node) all.AddRange(RemoveLocked(node));
            return [.. all];
        }
    }

    /// <returns>The size of the oldest record of the trace, which is gone.</returns>
    long RemoveOneLocked(LinkedListNode<Trace> node)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        var (_, size) = node.Value.Records.RemoveOldest();
        if (node.Value.Records.Count == 0) RemoveLocked(node);
        return size;
    }

    LogEvent[] RemoveLocked(LinkedListNode<Trace> node)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _byUse.Remove(node);
        _traces.Remove(node.Value.Id);
        node.Value.Records.Leave();
        return node.Value.Records.ToArray();
    }

    sealed record Trace(ActivityTraceId Id, SizedRecords Records);
}
