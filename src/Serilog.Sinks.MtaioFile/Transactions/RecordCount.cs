namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Counts the records of one transaction: events that were marked, or, if the logger marks none because it lacks <c>FromLogContext</c>,
/// events that reach a sink.
/// </summary>
sealed class RecordCount
{
    readonly object _gate = new();

    // Any thread of the flow.
    int _marked;

    // Guarded by _gate. Each sink is counted apart, because several sinks get the same event or a copy of it.
    Dictionary<TransactionGate, int>? _reached;

    public int Total
    {
        get
        {
            if (Volatile.Read(ref _marked) is > 0 and var marked) return marked;
            lock (_gate) return _reached?.Values.Max() ?? 0;
        }
    }

    public void CountMarked() => Interlocked.Increment(ref _marked);

    public void CountAt(TransactionGate sink)
    {
        if (Volatile.Read(ref _marked) != 0) return;
        lock (_gate)
        {
            _reached ??= [];
            _reached[sink] = _reached.GetValueOrDefault(sink) + 1;
        }
    }
}
