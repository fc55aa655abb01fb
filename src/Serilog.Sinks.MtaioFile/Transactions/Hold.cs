using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Keeps the records of a transaction or a batch from the sinks until they are released as a block or discarded.</summary>
/// <param name="outer">The outer hold, which gets released records; null = none.</param>
/// <param name="below">Only records below this level are held; null = all records are.</param>
/// <param name="limit">The most records that are held for each sink; null = no limit.</param>
sealed class Hold(Hold? outer, LogEventLevel? below, int? limit)
{
    readonly object _gate = new();

    // Guarded by _gate: any thread of the flow.
    readonly Dictionary<TransactionGate, HeldRecords> _held = [];
    LogEventLevel? _below = below;
    int? _limit = limit;
    bool _ended;

    /// <summary>Whether the records were released or discarded. An ended hold holds no further record.</summary>
    public bool IsEnded
    {
        get
        {
            lock (_gate) return _ended;
        }
    }

    /// <summary>Holds a record, in this hold or in an outer one.</summary>
    /// <returns>False when no hold applies to the record, so that the sink is to write it now.</returns>
    public bool TryHold(TransactionGate sink, LogEvent record)
    {
        lock (_gate)
        {
            if (TryAddLocked(sink, record)) return true;
        }
        return outer?.TryHold(sink, record) ?? false;
    }

    /// <summary>From now on holds records of every level and any number: the end record must come last and displace no record.</summary>
    public void HoldAllFromNow()
    {
        lock (_gate)
        {
            _below = null;
            _limit = null;
        }
    }

    /// <summary>Ends the hold and passes the held records on: to the outer hold, or to each sink as one block.</summary>
    /// <exception cref="AggregateException">Some sinks threw. The other sinks have their blocks.</exception>
    public void Release()
    {
        List<Exception> failures = [];
        foreach (var (sink, held) in End())
        {
            try
            {
                IReadOnlyList<LogEvent> records = held.ToArray();
                if (outer is not null) records = outer.HoldBlock(sink, records);
                if (records.Count > 0) sink.EmitBlock(records);
            }
            catch (Exception ex)
            {
                failures.Add(ex);
            }
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Ends the hold and discards the held records.</summary>
    public void Discard() => End();

    /// <summary>Discards the records that are held so far, and holds on.</summary>
    public void DiscardHeld()
    {
        lock (_gate)
        {
            foreach (var (sink, held) in _held) held.Withdraw(sink);
            _held.Clear();
        }
    }

    /// <summary>Holds the records of a block that are below the level, in this hold or in an outer one.</summary>
    /// <returns>The records that no hold applies to.</returns>
    IReadOnlyList<LogEvent> HoldBlock(TransactionGate sink, IReadOnlyList<LogEvent> block)
    {
        List<LogEvent> rest = [];
        lock (_gate)
        {
            foreach (var record in block)
            {
                if (!TryAddLocked(sink, record)) rest.Add(record);
            }
        }
        return outer is null || rest.Count == 0 ? rest : outer.HoldBlock(sink, rest);
    }

    /// <summary>Holds a record if this hold applies to it. A task may log after its hold has ended.</summary>
    bool TryAddLocked(TransactionGate sink, LogEvent record)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_ended || record.Level >= _below) return false;
        if (!_held.TryGetValue(sink, out var held)) _held.Add(sink, held = new HeldRecords());
        held.Add(record, _limit, sink);
        return true;
    }

    KeyValuePair<TransactionGate, HeldRecords>[] End()
    {
        lock (_gate)
        {
            _ended = true;
            KeyValuePair<TransactionGate, HeldRecords>[] held = [.. _held];
            _held.Clear();
            return held;
        }
    }
}
