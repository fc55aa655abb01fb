using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The records that a hold keeps for one sink. The lock of the hold guards them.</summary>
sealed class HeldRecords
{
    readonly Queue<LogEvent> _records = new();

    /// <summary>How many records were discarded because the limit was reached.</summary>
    public int Discarded { get; private set; }

    public LogEvent[] ToArray() => [.. _records];

    /// <summary>Adds a record. Beyond the limit, the oldest record is discarded.</summary>
    /// <param name="record">The record.</param>
    /// <param name="limit">The most records that are kept; null = no limit.</param>
    public void Add(LogEvent record, int? limit)
    {
        _records.Enqueue(record);
        if (!(_records.Count > limit)) return;
        _records.Dequeue();
        Discarded++;
    }
}
