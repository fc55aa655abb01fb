using Serilog.Events;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Settings of small queues that a test fills and empties by itself.</summary>
static class QueueOf
{
    public static QueueSettings Settings(
        OverflowPolicy overflow, int limit, int sliceSize = 1, long? bytes = null, int? batchSize = null) => new()
    {
        Limit = limit,
        Bytes = bytes,
        BatchSize = batchSize ?? Math.Min(limit, sliceSize),
        SliceSize = Math.Min(limit, sliceSize),
        WakeFromSlices = 1,
        HelpFromSlices = 1,
        Period = TimeSpan.FromHours(1),
        WriteFirstAtOnce = true,
        Overflow = overflow,
        BlockTimeout = TimeSpan.Zero,
        ShedBelow = LogEventLevel.Warning,
        FlushOnLevel = null,
        RetryTimeLimit = TimeSpan.Zero,
        ShutdownTimeout = TimeSpan.Zero,
    };
}
