namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// What a sink has done since it was configured. At any moment <c>Accepted = Written + Dropped + Pending</c>, and <c>Dropped</c> is the
/// sum of the drops of all reasons.
/// </summary>
/// <param name="Accepted">Events that reached the sink, late events included.</param>
/// <param name="Written">Events whose lines were handed to the operating system whole.</param>
/// <param name="Dropped">Events that will never be written.</param>
/// <param name="DroppedByOverflow">Events dropped because the queue was full.</param>
/// <param name="DroppedByFormatting">Events dropped because the formatter or the encoder failed.</param>
/// <param name="DroppedByFailure">Events dropped because writing failed: once on <c>AuditTo</c>, else until the retry time limit.</param>
/// <param name="DroppedByShutdown">Events dropped because they still waited when the shutdown timeout was over.</param>
/// <param name="DroppedAfterClose">Late events: dropped because they were emitted after the sink was closed.</param>
/// <param name="DroppedByHoldLimit">
/// Records of failed transactions that were discarded because a transaction held more than <c>HeldLimit</c> records,
/// or all transactions more memory than they may.
/// </param>
/// <param name="Pending">Events that wait in the queue or are being written.</param>
/// <param name="Bytes">Bytes written, including byte order marks and the line ends that were added to torn lines.</param>
/// <param name="Rotations">Completed rotations.</param>
/// <param name="Failures">Failed operations on the file, each attempt counted.</param>
/// <param name="LastError">The message of the latest failure; null = there was none.</param>
public readonly record struct MtaioFileStatistics(
    long Accepted,
    long Written,
    long Dropped,
    long DroppedByOverflow,
    long DroppedByFormatting,
    long DroppedByFailure,
    long DroppedByShutdown,
    long DroppedAfterClose,
    long DroppedByHoldLimit,
    long Pending,
    long Bytes,
    long Rotations,
    long Failures,
    string? LastError);
