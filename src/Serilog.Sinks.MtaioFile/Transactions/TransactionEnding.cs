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

    public static readonly TransactionEnding ProcessEnded = new(TransactionOutcome.Failed, "the process ended first");

    /// <summary>The ending by a call of Fail.</summary>
    public static TransactionEnding Failed(string? reason, Exception? exception) => exception is OperationCanceledException
        ? new(TransactionOutcome.Canceled, reason, exception)
        : new(TransactionOutcome.Failed, reason ?? exception?.Message ?? "it was marked as failed", exception);
}
