using Serilog.Events;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// How events are queued and batched on their way to the file. The inherited names are those of Serilog.Sinks.PeriodicBatching;
/// the defaults differ: a <see cref="PeriodicBatchingSinkOptions.BatchSizeLimit"/> of 2,000 events, a
/// <see cref="PeriodicBatchingSinkOptions.Period"/> of 100 ms and a <see cref="PeriodicBatchingSinkOptions.QueueLimit"/> of 10,000 events.
/// </summary>
/// <remarks>
/// <para><see cref="PeriodicBatchingSinkOptions.BatchSizeLimit"/>: so many waiting events are written without waiting for the period; default 2,000,
/// at least 1. A quarter of the queue limit is enough, if that is less. One write takes at most so many, and never more than 256, beyond which
/// there is nothing to gain.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.Period"/>: how long an event may wait for others to be written with it; default 100 ms,
/// more than zero and less than a day.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.QueueLimit"/>: the most events that wait; default 10,000, at least 1; null = no limit.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.EagerlyEmitFirstEvent"/>: whether the first event after a pause is written at once instead of
/// waiting out the period; default true.</para>
/// <para>Values are checked when the sink is configured, not when they are set.</para>
/// </remarks>
public class MtaioBatchingOptions : PeriodicBatchingSinkOptions
{
    /// <summary>Options with the defaults of this sink suite.</summary>
    public MtaioBatchingOptions()
    {
        BatchSizeLimit = 2_000;
        Period = TimeSpan.FromMilliseconds(100);
        QueueLimit = 10_000;
    }

    /// <summary>What happens to an event that finds the queue full. Default: <see cref="OverflowPolicy.Block"/>.</summary>
    public OverflowPolicy Overflow { get; set; } = OverflowPolicy.Block;

    /// <summary>
    /// How long a call may wait for room in a full queue under <see cref="OverflowPolicy.Block"/>. Default: 1 second; zero = never wait.
    /// </summary>
    public TimeSpan BlockTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The level below which <see cref="OverflowPolicy.Shed"/> gives events up early. Default: <see cref="LogEventLevel.Warning"/>.
    /// </summary>
    public LogEventLevel ShedBelow { get; set; } = LogEventLevel.Warning;
}
