using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Keeps the records of a transaction or a batch from the sinks until they are released as a block or discarded.</summary>
/// <param name="outer">The outer hold, which gets released records; null = none.</param>
/// <param name="below">Only records below this level are held; null = all records are.</param>
/// <param name="limit">The most records that are held for each sink; null = no limit.</param>
sealed class Hold(Hold? outer, LogEventLevel? below, int? limit)
{
    /// <summary>How long a record waits for the end of a release. A sink may itself wait for the thread that logs the record.</summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    readonly object _gate = new();

    // Guarded by _gate: any thread of the flow.
    readonly Dictionary<TransactionGate, HeldRecords> _held = [];
    LogEventLevel? _below = below;
    int? _limit = limit;
    int? _releasingThread;
    bool _releasesLatecomers;
    bool _ended;

    public Hold? Outer { get; } = outer;

    /// <summary>Whether the release of the records has begun, or they were discarded.</summary>
    public bool IsEnding
    {
        get
        {
            lock (_gate) return _ended || _releasingThread is not null;
        }
    }

    /// <summary>Holds a record, in this hold or in an outer one.</summary>
    /// <returns>False when no hold applies to the record, so that the sink is to write it now.</returns>
    public bool TryHold(TransactionGate sink, LogEvent record)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_releasesLatecomers && !IsReleasingThreadLocked()) Uninterrupted.Wait(_gate, () => _ended, LongestWait);
            if (TryAddLocked(sink, record)) return true;
        }
        return Outer?.TryHold(sink, record) ?? false;
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

    /// <summary>
    /// Passes the held records on, to the outer hold or to each sink as one block, and ends the hold. A record that another thread logs
    /// meanwhile must not overtake records of that thread: it is held too, and follows in a block of its own. While such blocks are
    /// passed on, further records wait for the end of the hold, so that there is an end.
    /// </summary>
    /// <exception cref="AggregateException">Some sinks threw. The other sinks have their blocks.</exception>
    public void Release()
    {
        List<Exception> failures = [];
        while (TakeOrEnd() is { Length: > 0 } blocks)
        {
            foreach (var (sink, held) in blocks) PassOn(sink, held, failures);
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>Ends the hold and discards the held records.</summary>
    public void Discard()
    {
        lock (_gate)
        {
            _ended = true;
            _held.Clear();
        }
    }

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
        return Outer is null || rest.Count == 0 ? rest : Outer.HoldBlock(sink, rest);
    }

    void PassOn(TransactionGate sink, HeldRecords held, List<Exception> failures)
    {
        try
        {
            IReadOnlyList<LogEvent> records = held.ToArray();
            if (Outer is not null) records = Outer.HoldBlock(sink, records);
            if (records.Count > 0) sink.EmitBlock(records);
        }
        catch (Exception ex)
        {
            failures.Add(ex);
        }
    }

    /// <summary>
    /// Whether a sink, or code that it calls, logs while it is given held records. Holding what it logs would have no end.
    /// </summary>
    bool IsReleasingThreadLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _releasingThread == Environment.CurrentManagedThreadId;
    }

    /// <summary>Holds a record if this hold applies to it. A task may log after its hold has ended.</summary>
    bool TryAddLocked(TransactionGate sink, LogEvent record)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_ended || IsReleasingThreadLocked() || record.Level >= _below) return false;
        if (!_held.TryGetValue(sink, out var held)) _held.Add(sink, held = new HeldRecords());
        held.Add(record, _limit, sink);
        return true;
    }

    /// <summary>Takes the held records. If there are none, the hold has ended.</summary>
    KeyValuePair<TransactionGate, HeldRecords>[] TakeOrEnd()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _ended = _held.Count == 0;
            _releasesLatecomers = !_ended && _releasingThread is not null;
            _releasingThread = Environment.CurrentManagedThreadId;
            if (_ended) Monitor.PulseAll(_gate);
            KeyValuePair<TransactionGate, HeldRecords>[] held = [.. _held];
            _held.Clear();
            return held;
        }
    }
}
