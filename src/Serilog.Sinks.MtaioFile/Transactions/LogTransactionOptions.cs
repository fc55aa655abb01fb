using Serilog.Events;

namespace Serilog.Sinks.MtaioFile;

/// <summary>How a transaction is logged. Values are checked when the transaction begins.</summary>
public class LogTransactionOptions
{
    /// <summary>What happens to its records while it runs. Default: <see cref="TransactionMode.Written"/>.</summary>
    public TransactionMode Mode { get; set; }

    /// <summary>The level of the end record of a transaction that failed (mtaio's exc_level). Default: <see cref="LogEventLevel.Error"/>.</summary>
    public LogEventLevel ExceptionLevel { get; set; } = LogEventLevel.Error;

    /// <summary>The level of the end record of a transaction that completed. Default: <see cref="LogEventLevel.Information"/>.</summary>
    public LogEventLevel CompletionLevel { get; set; } = LogEventLevel.Information;

    /// <summary>
    /// With <see cref="TransactionMode.HeldUntilFailure"/>, records below this level are held; others are written as they come.
    /// Default: <see cref="LogEventLevel.Warning"/>.
    /// </summary>
    public LogEventLevel HoldBelow { get; set; } = LogEventLevel.Warning;

    /// <summary>
    /// How many records a transaction holds for each sink; beyond that the oldest are discarded, and the end record says how many. At least 1.
    /// Default: 1,000.
    /// </summary>
    public int HeldLimit { get; set; } = 1000;
}
