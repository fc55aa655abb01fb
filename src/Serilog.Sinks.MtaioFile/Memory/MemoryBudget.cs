namespace Serilog.Sinks.MtaioFile.Memory;

/// <summary>The bytes of events that are held in several places together.</summary>
/// <param name="limit">The most bytes.</param>
sealed class MemoryBudget(long limit)
{
    const long Most = 256 * 1024 * 1024;

    /// <summary>The part of the memory of the process that events may take.</summary>
    const int PartOfMemory = 8;

    long _held;

    /// <summary>What all queues of the process have.</summary>
    public static MemoryBudget OfQueues { get; } = new(LimitFor(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes));

    /// <summary>What all transactions and batches of the process hold.</summary>
    public static MemoryBudget OfHolds { get; } = new(OfQueues.Limit);

    public long Limit => limit;

    /// <summary>The bytes that are held now.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Whether more is held than the limit.</summary>
    public bool IsFull => !HasRoomFor(0);

    /// <summary>The limit for a process that may use so much memory; zero = that is not known.</summary>
    public static long LimitFor(long memory) => memory > 0 ? Math.Min(Most, memory / PartOfMemory) : Most;

    /// <summary>Whether there is room for more bytes.</summary>
    public bool HasRoomFor(long added) => Held + added <= limit;

    /// <summary>Whether there is room for more bytes in the first half.</summary>
    public bool HasRoomInHalfFor(long added) => Held + added <= limit / 2;

    /// <summary>Adds bytes, or with a negative number takes them off.</summary>
    public void Add(long bytes) => Interlocked.Add(ref _held, bytes);
}
