namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// What a sink has done so far. At any moment <c>Accepted = Written + Dropped + Pending</c>, and <c>Dropped</c> is the sum of its reasons.
/// </summary>
/// <param name="Accepted">Events that reached the sink, those after closing included.</param>
/// <param name="Written">Events handed to the operating system whole.</param>
/// <param name="Dropped">Events that will not be written.</param>
/// <param name="DroppedByOverflow">Of those, the ones that found the queue full.</param>
/// <param name="DroppedByFormatting">Of those, the ones whose formatter or encoder failed.</param>
/// <param name="DroppedByFailure">Of those, the ones given up because writing kept failing.</param>
/// <param name="DroppedByShutdown">Of those, the ones still waiting when the time to shut down was over.</param>
/// <param name="DroppedAfterClose">Of those, the ones emitted after the sink was closed.</param>
/// <param name="Pending">Events that are waiting or being written.</param>
/// <param name="Bytes">Bytes written, byte order marks and healed line ends included.</param>
/// <param name="Rotations">Rotations completed.</param>
/// <param name="Failures">Operations on the file that failed, each attempt counted.</param>
/// <param name="LastError">The message of the latest failure, null when there was none.</param>
public readonly record struct MtaioFileStatistics(
    long Accepted,
    long Written,
    long Dropped,
    long DroppedByOverflow,
    long DroppedByFormatting,
    long DroppedByFailure,
    long DroppedByShutdown,
    long DroppedAfterClose,
    long Pending,
    long Bytes,
    long Rotations,
    long Failures,
    string? LastError);
