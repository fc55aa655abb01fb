using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Loggers and options for tests of transactions, and what they look for in events.</summary>
static class Transactional
{
    public const string Id = "TransactionId";

    /// <summary>The message templates of end records.</summary>
    public const string Completed = "Transaction {TransactionId:D} completed successfully";
    public const string Failed = "Transaction {TransactionId:D} failed: {Error:l}";

    public static readonly LogTransactionOptions Grouped = new() { Mode = TransactionMode.Grouped };

    public static readonly LogTransactionOptions Held = new() { Mode = TransactionMode.HeldUntilFailure };

    /// <summary>All events of the logger go to the sink, through a gate that holds.</summary>
    public static Logger Logger(ILogEventSink sink) =>
        new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .WriteTo.MtaioTransactions(to => to.Sink(sink))
            .CreateLogger();

    /// <summary>Messages as lines of app.log.</summary>
    public static Logger FileLogger(TempFolder folder, string template = Some.LineTemplate, MtaioFileOptions? options = null) =>
        new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext()
            .WriteTo.MtaioFile(folder["app.log"], template, options: options)
            .CreateLogger();

    public static object? Value(this LogEvent logEvent, string property) =>
        (logEvent.Properties.GetValueOrDefault(property) as ScalarValue)?.Value;

    public static bool IsEnd(this LogEvent logEvent) => logEvent.Properties.ContainsKey("TransactionOutcome");
}
