using Serilog.Events;
using Serilog.Sinks.MtaioFile.Rotation;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>How the queue is filled and emptied; see <see cref="MtaioBatchingOptions"/>.</summary>
sealed record QueueSettings
{
    public required int Limit { get; init; }
    public required int SliceSize { get; init; }
    public required TimeSpan Period { get; init; }
    public required bool WriteFirstAtOnce { get; init; }
    /// <summary>So many full slices wake a worker that lets events gather.</summary>
    public required int WakeFromSlices { get; init; }

    /// <summary>With so many full slices waiting, the producer that fills another one prepares it itself.</summary>
    public required int HelpFromSlices { get; init; }

    public required OverflowPolicy Overflow { get; init; }
    public required TimeSpan BlockTimeout { get; init; }
    public required LogEventLevel ShedBelow { get; init; }
    public required LogEventLevel? FlushOnLevel { get; init; }
    public required TimeSpan RetryTimeLimit { get; init; }
    public required TimeSpan ShutdownTimeout { get; init; }

    /// <summary>Above so many events Shed gives up what matters less: 80 % of the limit.</summary>
    public int ShedAbove => (int)Math.Ceiling(Limit * 0.8);

    /// <summary>At so many events or fewer there is room again, and the log is told what it is missing.</summary>
    public int RoomyBelow => Limit / 2;
}
