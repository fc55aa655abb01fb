using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// Records that are held back, the oldest first, with their estimated sizes. One thread at a time uses it.
/// </summary>
/// <param name="total">What is held together with these records.</param>
sealed class SizedRecords(MemoryBudget total)
{
    readonly Queue<(LogEvent Record, long Size)> _records = new();
    long _size;

    public int Count => _records.Count;

    public LogEvent[] ToArray() => [.. _records.Select(entry => entry.Record)];

    /// <returns>The size of the record.</returns>
    public long Add(LogEvent record)
    {
        var size = EventSize.Of(record);
        _records.Enqueue((record, size));
        Resize(size);
        return size;
    }

    public (LogEvent Record, long Size) RemoveOldest()
    {
        var oldest = _records.Dequeue();
        Resize(-oldest.Size);
        return oldest;
    }

    /// <summary>Called once, when the records are held no longer.</summary>
    public void Leave() => Resize(-_size);

    void Resize(long change)
    {
        _size += change;
        total.Add(change);
    }
}
