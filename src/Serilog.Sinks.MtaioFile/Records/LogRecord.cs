using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog.Sinks.MtaioFile;

/// <summary>An event with plain values, like mtaio's LogRecord.</summary>
/// <param name="Level">The level.</param>
/// <param name="Message">The message, rendered in the invariant culture.</param>
/// <param name="Timestamp">When the event was logged.</param>
/// <param name="LoggerName">The name of the logger: the property LoggerName, else SourceContext; null = neither.</param>
/// <param name="Extra">
/// All other properties as plain values: scalars unchanged, sequences as lists, structures and dictionaries as dictionaries.
/// </param>
/// <param name="Exception">The exception; null = none. Default: null.</param>
/// <param name="StackInfo">The stack of the logging call, the property StackInfo; null = not recorded. Default: null.</param>
public sealed record LogRecord(
    LogEventLevel Level,
    string Message,
    DateTimeOffset Timestamp,
    string? LoggerName,
    IReadOnlyDictionary<string, object?> Extra,
    Exception? Exception = null,
    string? StackInfo = null)
{
    /// <summary>The name that mtaio and Python give to the level: TRACE, DEBUG, INFO, WARNING, ERROR or CRITICAL.</summary>
    public string LevelName => LevelNames.Of(Level);

    /// <summary>Makes the record of an event.</summary>
    /// <param name="logEvent">The event.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logEvent"/> is null.</exception>
    public static LogRecord From(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        var extra = RecordProperties.ExtraOf(logEvent)
            .ToDictionary(p => p.Key, p => PlainValue.Of(p.Value), StringComparer.Ordinal);
        return new LogRecord(
            logEvent.Level,
            logEvent.RenderMessage(CultureInfo.InvariantCulture),
            logEvent.Timestamp,
            RecordProperties.LoggerNameOf(logEvent),
            extra,
            logEvent.Exception,
            RecordProperties.StackInfoOf(logEvent));
    }
}
