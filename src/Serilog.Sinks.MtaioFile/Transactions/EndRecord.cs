using System.Diagnostics;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The record that says how a transaction ended.</summary>
/// <param name="logger">Logs the record.</param>
/// <param name="id">The id of the transaction.</param>
/// <param name="marks">The properties that mark all records of the transaction.</param>
/// <param name="options">The levels of the record.</param>
sealed class EndRecord(ILogger logger, Guid id, TransactionMarks marks, LogTransactionOptions options)
{
    // D: with the format l or j of an output template, an id without a format of its own would be in quotes.
    static readonly MessageTemplate CompletedTemplate = Parse("Transaction {TransactionId:D} completed successfully");
    static readonly MessageTemplate FailedTemplate = Parse("Transaction {TransactionId:D} failed: {Error:l}");
    static readonly MessageTemplate CanceledTemplate = Parse("Transaction {TransactionId:D} was canceled");

    static readonly MessageTemplate InterruptedTemplate = Parse("Transaction {TransactionId:D} was still running at {Signal:l}");

    readonly long _begunAt = Stopwatch.GetTimestamp();

    public void Write(TransactionEnding ending, RecordCount count)
    {
        var (level, template) = Of(ending.Outcome);
        Write(TransactionProperties.NewEvent(level, ending.Exception, template, PropertiesOf(ending, count)));
    }

    /// <summary>Logs, before the end, that a signal is about to end the process.</summary>
    public void WriteInterrupted(string signal) => Write(TransactionProperties.NewEvent(
        options.CancellationLevel, exception: null, InterruptedTemplate, [new LogEventProperty("Signal", new ScalarValue(signal))]));

    /// <summary>Logs a record. A logger that throws must not replace the exception of the transaction itself.</summary>
    void Write(LogEvent record)
    {
        try
        {
            marks.AddTo(record);
            logger.Write(record);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("The end of transaction {0} could not be logged: {1}", id, ex);
        }
    }

    (LogEventLevel Level, MessageTemplate Template) Of(TransactionOutcome outcome) => outcome switch
    {
        TransactionOutcome.Completed => (options.CompletionLevel, CompletedTemplate),
        TransactionOutcome.Canceled => (options.CancellationLevel, CanceledTemplate),
        _ => (options.ExceptionLevel, FailedTemplate),
    };

    IEnumerable<LogEventProperty> PropertiesOf(TransactionEnding ending, RecordCount count)
    {
        if (ending.Reason is not null) yield return new("Error", new ScalarValue(ending.Reason));
        yield return new(TransactionProperties.Outcome, new ScalarValue(ending.Outcome.ToString()));
        yield return new(TransactionProperties.Elapsed, new ScalarValue(Stopwatch.GetElapsedTime(_begunAt).TotalMilliseconds));
        foreach (var property in EndTotal.PropertiesOf(count)) yield return property;
    }

    static MessageTemplate Parse(string template) => new MessageTemplateParser().Parse(template);
}
