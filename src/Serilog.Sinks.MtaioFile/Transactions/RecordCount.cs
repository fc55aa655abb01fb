namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Counts the records of one transaction at each sink, so that the end record tells each file what is in that file: sinks have levels of
/// their own, and a hold may discard records.
/// </summary>
sealed class RecordCount
{
    readonly object _gate = new();

    // Guarded by _gate: any thread of the flow.
    readonly Dictionary<TransactionGate, RecordTotal> _atSinks = [];
    int _marked;

    /// <summary>The total for sinks that are not gated: that of the gated sink with the most records, or all that were marked.</summary>
    public RecordTotal Most
    {
        get
        {
            lock (_gate) return _atSinks.Count == 0 ? new(_marked, Discarded: 0) : _atSinks.Values.MaxBy(t => t.Records + t.Discarded);
        }
    }

    public RecordTotal At(TransactionGate sink)
    {
        lock (_gate) return _atSinks.GetValueOrDefault(sink);
    }

    /// <summary>Counts a record that was marked before any sink had it.</summary>
    public void AddMarked() => Interlocked.Increment(ref _marked);

    /// <summary>Counts a record that has reached a sink.</summary>
    public void Add(TransactionGate sink) => Change(sink, records: 1, discarded: 0);

    /// <summary>Counts a record no more that the sink will not get, because the transaction has completed.</summary>
    public void Withdraw(TransactionGate sink) => Change(sink, records: -1, discarded: 0);

    /// <summary>Counts a record as discarded that the sink will not get, because the limit of the hold was reached.</summary>
    public void Discard(TransactionGate sink) => Change(sink, records: -1, discarded: 1);

    void Change(TransactionGate sink, int records, int discarded)
    {
        lock (_gate)
        {
            var total = _atSinks.GetValueOrDefault(sink);
            _atSinks[sink] = new(total.Records + records, total.Discarded + discarded);
        }
    }
}

/// <summary>The records of a transaction at one sink.</summary>
/// <param name="Records">The records that the sink has, or gets when the hold is released; the end record is not counted.</param>
/// <param name="Discarded">The records that were discarded because the limit of the hold was reached.</param>
readonly record struct RecordTotal(int Records, int Discarded);
