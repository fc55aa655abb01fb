using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The records that a hold keeps for one sink. The lock of the hold guards them.</summary>
/// <param name="sink">The sink, for the counts of the records' transactions.</param>
/// <param name="policy">How many records are held, and what happens to the others.</param>
sealed class HeldRecords(TransactionGate sink, HoldPolicy policy)
{
    readonly SizedRecords _records = new(MemoryBudget.OfHolds);
    readonly Dictionary<LogEventLevel, int> _discarded = [];

    /// <summary>How many records were discarded, by level.</summary>
    public IReadOnlyDictionary<LogEventLevel, int> Discarded => _discarded;

    /// <summary>Whether the records are to be written early.</summary>
    public bool IsDue { get; set; }

    /// <summary>Whether so many records are held that a further one is to wait while others are being written.</summary>
    public bool IsFull => policy.WritesEarly && _records.Count >= policy.Limit;

    public LogEvent[] ToArray() => _records.ToArray();

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mayExceed">Whether the record is held without regard to the policy.</param>
    public void Add(LogEvent record, bool mayExceed)
    {
        var size = _records.Add(record);
        if (mayExceed) return;
        if (policy.WritesEarly)
        {
            IsDue |= IsFull || record.Level >= policy.AtOnceFrom || MemoryBudget.OfHolds.IsFull;
            return;
        }
        while (_records.Count > policy.Limit) size -= Discard();
        // As much goes as has come: other transactions may hold the rest.
        while (MemoryBudget.OfHolds.IsFull && _records.Count > 0 && size > 0) size -= Discard();
    }

    /// <summary>Called when the hold keeps the records no longer.</summary>
    public void Leave() => _records.Leave();

    /// <summary>Takes all records out of the counts of their transactions.</summary>
    public void Withdraw()
    {
        foreach (var record in _records.ToArray()) TransactionMark.Of(record)?.Count.Withdraw(sink);
    }

    /// <returns>The bytes of the record that was discarded.</returns>
    long Discard()
    {
        var (record, size) = _records.RemoveOldest();
        var level = NearestLevel.Of(record.Level);
        _discarded[level] = _discarded.GetValueOrDefault(level) + 1;
        TransactionMark.Of(record)?.Count.Discard(sink);
        return size;
    }
}
