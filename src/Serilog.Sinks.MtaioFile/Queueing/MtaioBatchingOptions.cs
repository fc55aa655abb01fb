using Serilog.Events;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// How events are queued and batched on the way to the file. The inherited options are those of Serilog.Sinks.PeriodicBatching, with other
/// defaults. Options are checked when the sink is configured, not when they are set.
/// </summary>
/// <remarks>
/// <para><see cref="PeriodicBatchingSinkOptions.BatchSizeLimit"/>: when so many events wait, or a quarter of the queue limit if that is
/// less, they are written without waiting for the period; at least 1. One write takes at most so many events, and about 1 MiB; only closing
/// writes all that waits at once. Default: 2,000.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.Period"/>: how long an event may wait for more events that are written with it; more than
/// zero, less than a day. Default: 100 ms.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.QueueLimit"/>: the most events that wait, at least 1; null = no limit. Default:
/// 10,000.</para>
/// <para><see cref="PeriodicBatchingSinkOptions.EagerlyEmitFirstEvent"/>: whether the first event after a pause is written at once
/// instead of after the period. Default: true.</para>
/// </remarks>
public class MtaioBatchingOptions : PeriodicBatchingSinkOptions
{
    /// <summary>Creates options with the defaults of this package.</summary>
    public MtaioBatchingOptions()
    {
        BatchSizeLimit = 2_000;
        Period = TimeSpan.FromMilliseconds(100);
        QueueLimit = 10_000;
    }

    /// <summary>
    /// The most bytes of memory that waiting events take, estimated by their text; at least 1, null = no limit. An empty queue admits an
    /// event whatever its size. The queues of all sinks of the process together hold at most 256 MiB, or an eighth of the memory that the
    /// process may use if that is less; a queue that holds less than 64 KiB is not affected by the others. Default: 64 MiB.
    /// </summary>
    public long? QueueBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// What happens to an event when the queue is full, by number or by bytes. Default: <see cref="OverflowPolicy.Block"/>.
    /// </summary>
    public OverflowPolicy Overflow { get; set; } = OverflowPolicy.Block;

    /// <summary>
    /// How long a logging call may wait for room in a full queue with <see cref="OverflowPolicy.Block"/> while nothing is written: the time
    /// begins anew with each write. Less than a day, zero = calls never wait. Default: 1 second.
    /// </summary>
    public TimeSpan BlockTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The level below which <see cref="OverflowPolicy.Shed"/> drops events early. Default: <see cref="LogEventLevel.Warning"/>.
    /// </summary>
    public LogEventLevel ShedBelow { get; set; } = LogEventLevel.Warning;
}
