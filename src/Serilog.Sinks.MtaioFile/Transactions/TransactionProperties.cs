using Serilog.Core;
using Serilog.Core.Enrichers;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The names and words by which transactions appear in the log.</summary>
static class TransactionProperties
{
    public const string Id = "TransactionId";
    public const string Name = "TransactionName";
    public const string ParentId = "ParentTransactionId";

    public const string CompletedTemplate = "Transaction {TransactionId} completed successfully";
    public const string FailedTemplate = "Transaction {TransactionId} failed: {Error}";
    public const string NotCompleted = "it was left without being completed";

    /// <summary>What the end record says besides its message.</summary>
    public static IEnumerable<ILogEventEnricher> Of(TransactionOutcome outcome, TimeSpan elapsed, int records, int discarded)
    {
        yield return new PropertyEnricher("TransactionOutcome", outcome.ToString());
        yield return new PropertyEnricher("ElapsedMilliseconds", elapsed.TotalMilliseconds);
        yield return new PropertyEnricher("TransactionRecords", records);
        if (discarded > 0) yield return new PropertyEnricher("DiscardedRecords", discarded);
    }
}
