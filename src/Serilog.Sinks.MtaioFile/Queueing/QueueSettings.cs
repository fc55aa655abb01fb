using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>How the queue is filled and emptied.</summary>
sealed record QueueSettings
{
    /// <summary>Larger slices write no faster.</summary>
    public const int LargestSlice = 256;

    /// <summary>Large events are written before they are old.</summary>
    const long LargestBatchBytes = 1024 * 1024;

    /// <summary>Producers help when this many slices more than a batch wait: the worker is then not about to catch up.</summary>
    const int SlicesBehind = 4;

    /// <summary>The most events that wait, blocks aside.</summary>
    public required int Limit { get; init; }

    /// <summary>The most events of a batch, which one write takes where it can; a slice and a block are never split.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The most bytes of the events that wait; null = no limit.</summary>
    public required long? Bytes { get; init; }

    /// <summary>What all queues of the process may hold together.</summary>
    public MemoryBudget Process { get; init; } = MemoryBudget.OfQueues;

    /// <summary>The most events of a slice, blocks aside.</summary>
    public required int SliceSize { get; init; }

    /// <summary>How many waiting bytes are a batch, which does not wait for the period.</summary>
    public long WakeFromBytes => Math.Min(LargestBatchBytes, (Bytes ?? long.MaxValue) / 4);

    /// <summary>How long events may gather before the worker takes them.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether the first event after a pause is written at once.</summary>
    public required bool WriteFirstAtOnce { get; init; }

    /// <summary>So many full slices wake a worker that lets events gather.</summary>
    public required int WakeFromSlices { get; init; }

    /// <summary>From this many waiting full slices on, a producer encodes ahead the slice that it fills.</summary>
    public required int HelpFromSlices { get; init; }

    public required OverflowPolicy Overflow { get; init; }

    public required TimeSpan BlockTimeout { get; init; }

    public required LogEventLevel ShedBelow { get; init; }

    public required LogEventLevel? FlushOnLevel { get; init; }

    public required TimeSpan RetryTimeLimit { get; init; }

    public required TimeSpan ShutdownTimeout { get; init; }

    /// <summary>The drop notice is written when at most this many events wait.</summary>
    public int RoomyUpTo => Limit / 2;

    /// <summary>The settings that follow from options.</summary>
    public static QueueSettings From(
        MtaioBatchingOptions batching, LogEventLevel? flushOnLevel, TimeSpan retryTimeLimit, TimeSpan shutdownTimeout)
    {
        var limit = batching.QueueLimit ?? int.MaxValue;
        var sliceSize = Math.Min(LargestSlice, Math.Min(limit, batching.BatchSizeLimit));
        // A full batch does not wait for the period. A quarter of the queue counts as a batch too, to wake the worker early.
        var batchSlices = Math.Max(1, Math.Min(batching.BatchSizeLimit, limit / 4) / sliceSize);
        return new QueueSettings
        {
            Limit = limit,
            BatchSize = batching.BatchSizeLimit,
            Bytes = batching.QueueBytes,
            SliceSize = sliceSize,
            Period = batching.Period,
            WriteFirstAtOnce = batching.EagerlyEmitFirstEvent,
            WakeFromSlices = batchSlices,
            HelpFromSlices = Math.Min(batchSlices + SlicesBehind, Math.Max(2, limit / 2 / sliceSize)),
            Overflow = batching.Overflow,
            BlockTimeout = batching.BlockTimeout,
            ShedBelow = batching.ShedBelow,
            FlushOnLevel = flushOnLevel,
            RetryTimeLimit = retryTimeLimit,
            ShutdownTimeout = shutdownTimeout,
        };
    }
}
