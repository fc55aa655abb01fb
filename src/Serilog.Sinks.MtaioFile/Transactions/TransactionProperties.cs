using Serilog.Core;
using Serilog.Core.Enrichers;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The property names and message templates of transactions in the log.</summary>
static class TransactionProperties
{
    public const string Id = "TransactionId";
    public const string Name = "TransactionName";
    public const string ParentId = "ParentTransactionId";

    public const string CompletedTemplate = "Transaction {TransactionId} completed successfully";
    public const string FailedTemplate = "Transaction {TransactionId} failed: {Error}";
    public const string NotCompleted = "it was left without being completed";

    /// <summary>The properties that mark every record of a transaction.</summary>
    public static ILogEventEnricher[] OfRecords(Guid id, string? name, Guid? parentId)
    {
        List<ILogEventEnricher> properties = [new PropertyEnricher(Id, id)];
        if (name is not null) properties.Add(new PropertyEnricher(Name, name));
        if (parentId is not null) properties.Add(new PropertyEnricher(ParentId, parentId));
        return [.. properties];
    }

    /// <summary>The properties that only the end record has.</summary>
    public static IEnumerable<ILogEventEnricher> OfEnd(TransactionOutcome outcome, TimeSpan elapsed, int records, int discarded)
    {
        yield return new PropertyEnricher("TransactionOutcome", outcome.ToString());
        yield return new PropertyEnricher("ElapsedMilliseconds", elapsed.TotalMilliseconds);
        yield return new PropertyEnricher("TransactionRecords", records);
        if (discarded > 0) yield return new PropertyEnricher("DiscardedRecords", discarded);
    }
}
