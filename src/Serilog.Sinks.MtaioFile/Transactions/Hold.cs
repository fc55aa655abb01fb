using System.Diagnostics;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Keeps the records of a transaction or a batch from the sinks until they are released as a block or discarded. Before that, records are
/// written early when the policy says so, when their sink is closed, and when the process ends.
/// </summary>
sealed class Hold
{
    /// <summary>
    /// How long a thread waits until another thread has passed records on. A sink may itself wait for the thread that logs the record.
    /// </summary>
    static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    readonly object _gate = new();

    readonly HoldPolicy _policy;
    readonly object _owner;

    // Guarded by _gate: any thread of the flow.
    readonly HeldBySink _held;
    HoldState _state;
    bool _holdsAll;
    int? _passingThread;
    bool _wasOverdue;

    /// <param name="outer">The outer hold, which gets the records that are passed on; null = none.</param>
    /// <param name="policy">Which records are held, how many and how long.</param>
    /// <param name="owner">What the records belong to; its text is for messages.</param>
    public Hold(Hold? outer, HoldPolicy policy, object owner)
    {
        Outer = outer;
        _policy = policy;
        _owner = owner;
        _held = new HeldBySink(this, policy);
    }

    public Hold? Outer { get; }

    public long Number { get; } = FlowOrder.Next();

    public bool IsBatch => _policy == HoldPolicy.Batch;

    public bool HasTimeLimit => _policy.TimeLimit != TimeSpan.MaxValue;

    /// <summary>Whether the release of the records has begun, or they were discarded.</summary>
    public bool IsEnding
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _state != HoldState.Holding;
        }
    }

    /// <summary>Holds a record, in this hold or in an outer one.</summary>
    /// <returns>False when no hold applies to the record, so that the sink is to write it now.</returns>
    /// <exception cref="AggregateException">The record made the hold write records early, and some sinks threw.</exception>
    public bool TryHold(TransactionGate sink, LogEvent record)
    {
        bool isHeld, isDue;
        using (Uninterrupted.Enter(_gate))
        {
            if (MustWaitLocked(sink)) Uninterrupted.Wait(_gate, () => !MustWaitLocked(sink), LongestWait);
            isHeld = TryAddLocked(sink, record);
            isDue = isHeld && _held.For(sink) is { IsDue: true };
        }
        if (isDue) WriteDue();
        return isHeld || (Outer?.TryHold(sink, record) ?? false);
    }

    /// <summary>From now on holds records of every level and any number: the end record must come last and displace no record.</summary>
    public void HoldAllFromNow()
    {
        using (Uninterrupted.Enter(_gate)) _holdsAll = true;
    }

    /// <summary>
    /// Passes the held records on, to the outer hold or to each sink as one block, and ends the hold. A record that another thread logs
    /// meanwhile must not overtake records of that thread: it is held too, and follows in a block of its own. While such blocks are
    /// passed on, further records wait for the end of the hold, so that there is an end.
    /// </summary>
    /// <exception cref="AggregateException">Some sinks threw. The other sinks have their blocks.</exception>
    public void Release() => PassOn(TakeOrEnd);

    /// <summary>Passes all held records on, and holds on.</summary>
    /// <inheritdoc cref="Release" path="/exception"/>
    public void WriteAll()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _held.MarkAllDue();
            AwaitPassingLocked();
        }
        WriteDue();
    }

    /// <summary>Passes all held records on if they were held for too long: the transaction may never be disposed.</summary>
    public void WriteIfOverdue()
    {
        bool isFirst;
        using (Uninterrupted.Enter(_gate))
        {
            if (_held.IsEmpty || _held.Age < _policy.TimeLimit) return;
            isFirst = !_wasOverdue;
            _wasOverdue = true;
        }
        if (isFirst) SelfLog.WriteLine("{0} has held records for {1}; they are written", _owner, _policy.TimeLimit);
        WriteAllOrTell();
    }

    /// <summary>Does the same as <see cref="WriteAll"/>, where no caller can take an exception.</summary>
    public void WriteAllOrTell()
    {
        try
        {
            WriteAll();
        }
        catch (AggregateException ex)
        {
            SelfLog.WriteLine("What {0} held could not be logged: {1}", _owner, ex);
        }
    }

    /// <summary>Takes the records of a sink that is about to close.</summary>
    public LogEvent[] TakeFor(TransactionGate sink)
    {
        LogEvent[] records;
        using (Uninterrupted.Enter(_gate))
        {
            AwaitPassingLocked();
            if (_held.TakeFor(sink) is not [var block]) return [];
            records = block.Records.ToArray();
        }
        SelfLog.WriteLine("A sink is closed before the end of {0}; the {1} records held for it are written", _owner, records.Length);
        return records;
    }

    /// <summary>Ends the hold and discards the held records.</summary>
    public void Discard()
    {
        using (Uninterrupted.Enter(_gate))
        {
            _state = HoldState.Ended;
            _held.TakeAll();
        }
    }

    /// <summary>Discards the records that are held so far, and holds on.</summary>
    public void DiscardHeld()
    {
        using (Uninterrupted.Enter(_gate))
        {
            foreach (var (_, held) in _held.TakeAll()) held.Withdraw();
        }
    }

    public override string ToString() => $"{_owner}";

    /// <summary>Holds the records of a block that are below the level, in this hold or in an outer one.</summary>
    /// <returns>The records that no hold applies to.</returns>
    IReadOnlyList<LogEvent> HoldBlock(TransactionGate sink, IReadOnlyList<LogEvent> block)
    {
        List<LogEvent> rest = [];
        bool isDue;
        using (Uninterrupted.Enter(_gate))
        {
            foreach (var record in block)
            {
                if (!TryAddLocked(sink, record)) rest.Add(record);
            }
            isDue = _held.For(sink) is { IsDue: true };
        }
        if (isDue) WriteDue();
        return Outer is null || rest.Count == 0 ? rest : Outer.HoldBlock(sink, rest);
    }

    void WriteDue() => PassOn(TakeDue);

    void PassOn(Func<HeldBlock[]> take)
    {
        List<Exception> failures = [];
        while (take() is { Length: > 0 } blocks)
        {
            foreach (var (sink, held) in blocks) PassOn(sink, held, failures);
        }
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    void PassOn(TransactionGate sink, HeldRecords held, List<Exception> failures)
    {
        try
        {
            if (held.Discarded.Count > 0) sink.TellDiscarded(held.Discarded, $"{_owner}");
            IReadOnlyList<LogEvent> records = held.ToArray();
            if (Outer is not null) records = Outer.HoldBlock(sink, records);
            if (records.Count > 0) sink.EmitBlock(records);
        }
        catch (Exception ex)
        {
            failures.Add(ex);
        }
    }

    /// <summary>Whether a record must wait until other records have been passed on.</summary>
    bool MustWaitLocked(TransactionGate sink)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_passingThread is null || IsPassingThreadLocked()) return false;
        return _state == HoldState.ReleasingLatecomers
            || (_state == HoldState.Holding && _held.For(sink) is { IsFull: true });
    }

    /// <summary>Waits until no other thread passes records on: what is passed on later must not overtake them.</summary>
    void AwaitPassingLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        Uninterrupted.Wait(_gate, () => _passingThread is null || IsPassingThreadLocked(), LongestWait);
    }

    /// <summary>
    /// Whether a sink, or code that it calls, logs while it is given held records. Holding what it logs would have no end.
    /// </summary>
    bool IsPassingThreadLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        return _passingThread == Environment.CurrentManagedThreadId;
    }

    /// <summary>Holds a record if this hold applies to it. A task may log after its hold has ended.</summary>
    bool TryAddLocked(TransactionGate sink, LogEvent record)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        if (_state == HoldState.Ended || IsPassingThreadLocked()) return false;
        if (!_holdsAll && record.Level >= _policy.Below) return false;
        return _held.TryAdd(sink, record, mayExceed: _holdsAll);
    }

    /// <summary>Takes the records that are to be written early.</summary>
    HeldBlock[] TakeDue()
    {
        using (Uninterrupted.Enter(_gate))
        {
            // The thread that passes records on looks again when it is done with them.
            if (_state != HoldState.Holding || (_passingThread is not null && !IsPassingThreadLocked())) return [];
            var due = _held.TakeDue();
            _passingThread = due.Length > 0 ? Environment.CurrentManagedThreadId : null;
            Monitor.PulseAll(_gate);
            return due;
        }
    }

    /// <summary>Takes the held records. If there are none, the hold has ended.</summary>
    HeldBlock[] TakeOrEnd()
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_state == HoldState.Holding) AwaitPassingLocked();
            _state = _held.IsEmpty ? HoldState.Ended
                : _state == HoldState.Holding ? HoldState.Releasing
                : HoldState.ReleasingLatecomers;
            _passingThread = Environment.CurrentManagedThreadId;
            if (_state == HoldState.Ended) Monitor.PulseAll(_gate);
            return _held.TakeAll();
        }
    }
}
