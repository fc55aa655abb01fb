namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>How a transaction ended.</summary>
enum TransactionOutcome
{
    Completed,
    Failed,
    Canceled,
}
