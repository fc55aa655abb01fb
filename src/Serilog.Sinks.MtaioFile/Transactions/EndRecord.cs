using System.Diagnostics;
using Serilog.Core;
using Serilog.Debugging;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The record that says how a transaction ended.</summary>
/// <param name="logger">Logs the record.</param>
/// <param name="id">The id of the transaction.</param>
/// <param name="properties">The properties that mark all records of the transaction.</param>
/// <param name="options">The levels of the record.</param>
sealed class EndRecord(ILogger logger, Guid id, ILogEventEnricher[] properties, LogTransactionOptions options)
{
    readonly long _begunAt = Stopwatch.GetTimestamp();

    /// <summary>Logs the record. A logger that throws must not replace the exception of the transaction itself.</summary>
    public void Write(TransactionOutcome outcome, Exception? exception, int records, int discarded)
    {
        try
        {
            var ending = TransactionProperties.OfEnd(outcome, Stopwatch.GetElapsedTime(_begunAt), records, discarded);
            Write(logger.ForContext(properties).ForContext(ending), outcome, exception);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("The end of transaction {0} could not be logged: {1}", id, ex);
        }
    }

    void Write(ILogger log, TransactionOutcome outcome, Exception? exception)
    {
        if (outcome == TransactionOutcome.Completed)
        {
            log.Write(options.CompletionLevel, TransactionProperties.CompletedTemplate, id);
            return;
        }
        var error = exception?.Message ?? TransactionProperties.NotCompleted;
        log.Write(options.ExceptionLevel, exception, TransactionProperties.FailedTemplate, id, error);
    }
}
