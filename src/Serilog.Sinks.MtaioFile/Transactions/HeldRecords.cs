using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The records that a hold keeps for one sink. The lock of the hold guards them.</summary>
/// <param name="sink">The sink, for the counts of the records' transactions.</param>
/// <param name="policy">How many records are held, and what happens to the others.</param>
sealed class HeldRecords(TransactionGate sink, HoldPolicy policy)
{
    readonly Queue<LogEvent> _records = new();
    readonly Dictionary<LogEventLevel, int> _discarded = [];

    /// <summary>How many records were discarded, by level.</summary>
    public IReadOnlyDictionary<LogEventLevel, int> Discarded => _discarded;

    /// <summary>Whether the records are to be written early.</summary>
    public bool IsDue { get; set; }

    /// <summary>Whether so many records are held that a further one is to wait while others are being written.</summary>
    public bool IsFull => policy.WritesEarly && _records.Count >= policy.Limit;

    public LogEvent[] ToArray() => [.. _records];

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mayExceed">Whether the record is held without regard to the policy.</param>
    public void Add(LogEvent record, bool mayExceed)
    {
        _records.Enqueue(record);
        if (mayExceed) return;
        if (policy.WritesEarly) IsDue |= IsFull || record.Level >= policy.AtOnceFrom;
        else if (_records.Count > policy.Limit) Discard(_records.Dequeue());
    }

    /// <summary>Takes all records out of the counts of their transactions.</summary>
    public void Withdraw()
    {
        foreach (var record in _records) TransactionMark.Of(record)?.Count.Withdraw(sink);
    }

    void Discard(LogEvent record)
    {
        var level = NearestLevel.Of(record.Level);
        _discarded[level] = _discarded.GetValueOrDefault(level) + 1;
        TransactionMark.Of(record)?.Count.Discard(sink);
    }
}
