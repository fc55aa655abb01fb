namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>How a transaction ends.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">Why the transaction failed; null = the exception says so, or it did not fail.</param>
/// <param name="Exception">The exception that ended the transaction; null = none.</param>
sealed record TransactionEnding(TransactionOutcome Outcome, string? Reason = null, Exception? Exception = null)
{
    public static readonly TransactionEnding Completed = new(TransactionOutcome.Completed);

    public static readonly TransactionEnding NotCompleted = new(TransactionOutcome.Failed, "it was left without being completed");

    public static readonly TransactionEnding NotDisposed = new(TransactionOutcome.Failed, "it was never disposed");

    /// <summary>The ending by the end of the process.</summary>
    /// <param name="exception">The unhandled exception that ends the process; null = none.</param>
    /// <param name="isInside">Whether the exception was thrown inside the transaction.</param>
    public static TransactionEnding ProcessEnded(Exception? exception, bool isInside)
    {
        if (exception is null) return new(TransactionOutcome.Failed, "the process ended first");
        return isInside
            ? Failed(reason: null, exception)
            : new(TransactionOutcome.Failed, $"an unhandled exception ended the process: {exception.Message}");
    }

    /// <summary>The ending by a call of Fail.</summary>
    public static TransactionEnding Failed(string? reason, Exception? exception) => exception is OperationCanceledException
        ? new(TransactionOutcome.Canceled, reason, exception)
        : new(TransactionOutcome.Failed, reason ?? exception?.Message ?? "it was marked as failed", exception);
}
