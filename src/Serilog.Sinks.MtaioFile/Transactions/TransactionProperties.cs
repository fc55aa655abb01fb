using System.Diagnostics;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The property names of transactions in the log, and how events get them.</summary>
static class TransactionProperties
{
    public const string Id = "TransactionId";
    public const string Name = "TransactionName";
    public const string ParentId = "ParentTransactionId";
    public const string Outcome = "TransactionOutcome";
    public const string Elapsed = "ElapsedMilliseconds";
    public const string Records = "TransactionRecords";
    public const string Discarded = "DiscardedRecords";

    /// <summary>Creates an event that happens now, without the parsing and caching of a message template.</summary>
    public static LogEvent NewEvent(
        LogEventLevel level,
        Exception? exception,
        MessageTemplate template,
        IEnumerable<LogEventProperty> properties)
    {
        var activity = Activity.Current;
        var now = TimeProvider.System.GetLocalNow();
        return new LogEvent(now, level, exception, template, properties, activity?.TraceId ?? default, activity?.SpanId ?? default);
    }

    /// <summary>Copies an event and adds properties to the copy.</summary>
    public static LogEvent CopyOf(LogEvent logEvent, IEnumerable<LogEventProperty> added)
    {
        var copy = new LogEvent(
            logEvent.Timestamp,
            logEvent.Level,
            logEvent.Exception,
            logEvent.MessageTemplate,
            logEvent.Properties.Select(p => new LogEventProperty(p.Key, p.Value)),
            logEvent.TraceId ?? default,
            logEvent.SpanId ?? default);
        foreach (var property in added) copy.AddOrUpdateProperty(property);
        return copy;
    }
}
