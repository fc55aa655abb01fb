using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The records that a hold keeps for one sink. The lock of the hold guards them.</summary>
sealed class HeldRecords
{
    readonly Queue<LogEvent> _records = new();

    public LogEvent[] ToArray() => [.. _records];

    /// <summary>Adds a record. Beyond the limit, the oldest record is discarded.</summary>
    /// <param name="record">The record.</param>
    /// <param name="limit">The most records that are kept; null = no limit.</param>
    /// <param name="sink">The sink, for the count of the record's transaction.</param>
    public void Add(LogEvent record, int? limit, TransactionGate sink)
    {
        _records.Enqueue(record);
        if (_records.Count > limit) TransactionMark.Of(_records.Dequeue())?.Count.Discard(sink);
    }

    /// <summary>Takes all records out of the counts of their transactions.</summary>
    public void Withdraw(TransactionGate sink)
    {
        foreach (var record in _records) TransactionMark.Of(record)?.Count.Withdraw(sink);
    }
}
