using Serilog.Events;

namespace Serilog.Sinks.MtaioFile;

/// <summary>Options of a transaction. They are checked when the transaction begins.</summary>
public class LogTransactionOptions
{
    /// <summary>What happens to the records while the transaction runs. Default: <see cref="TransactionMode.Written"/>.</summary>
    public TransactionMode Mode { get; set; }

    /// <summary>
    /// The level of the end record when the transaction fails (mtaio's exc_level). Default: <see cref="LogEventLevel.Error"/>.
    /// </summary>
    public LogEventLevel ExceptionLevel { get; set; } = LogEventLevel.Error;

    /// <summary>The level of the end record when the transaction is canceled. Default: <see cref="LogEventLevel.Warning"/>.</summary>
    public LogEventLevel CancellationLevel { get; set; } = LogEventLevel.Warning;

    /// <summary>The level of the end record when the transaction completes. Default: <see cref="LogEventLevel.Information"/>.</summary>
    public LogEventLevel CompletionLevel { get; set; } = LogEventLevel.Information;

    /// <summary>
    /// With <see cref="TransactionMode.HeldUntilFailure"/>, records below this level are held; other records are written as they come.
    /// Default: <see cref="LogEventLevel.Warning"/>.
    /// </summary>
    public LogEventLevel HoldBelow { get; set; } = LogEventLevel.Warning;

    /// <summary>
    /// How many records a transaction holds for each sink, at least 1. With <see cref="TransactionMode.Grouped"/>, that many records are
    /// written before the end, as one block, and the next records are held. With <see cref="TransactionMode.HeldUntilFailure"/>, the oldest
    /// held records are discarded, and a failed transaction says how many. Default: 1,000.
    /// </summary>
    public int HeldLimit { get; set; } = 1000;

    /// <summary>
    /// With <see cref="TransactionMode.Grouped"/>, how long records are held. Records that are held for longer are written before the end,
    /// as one block, and the next records are held. The time is looked at once a second. More than zero; <see cref="TimeSpan.MaxValue"/> =
    /// no limit. Default: 1 minute.
    /// </summary>
    public TimeSpan HeldTimeLimit { get; set; } = TimeSpan.FromMinutes(1);
}
