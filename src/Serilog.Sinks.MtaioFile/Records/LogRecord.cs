using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog.Sinks.MtaioFile;

/// <summary>A log event with plain values (mtaio's LogRecord).</summary>
/// <param name="Level">The level.</param>
/// <param name="Message">The rendered message.</param>
/// <param name="Timestamp">When it was logged.</param>
/// <param name="LoggerName">The name of the logger: the LoggerName property, else SourceContext, else null.</param>
/// <param name="Extra">The other properties as plain values: scalars as they are, sequences as lists, structures and dictionaries as dictionaries.</param>
/// <param name="Exception">The exception.</param>
/// <param name="StackInfo">Where it was logged, if that was recorded.</param>
public sealed record LogRecord(
    LogEventLevel Level,
    string Message,
    DateTimeOffset Timestamp,
    string? LoggerName,
    IReadOnlyDictionary<string, object?> Extra,
    Exception? Exception = null,
    string? StackInfo = null)
{
    /// <summary>The level as mtaio and Python name it: TRACE, DEBUG, INFO, WARNING, ERROR, CRITICAL.</summary>
    public string LevelName => LevelNames.Of(Level);

    /// <summary>The record of an event.</summary>
    /// <param name="logEvent">The event.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logEvent"/> is null.</exception>
    public static LogRecord From(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        var extra = logEvent.Properties
            .Where(p => !RecordProperties.IsOwn(p.Key))
            .ToDictionary(p => p.Key, p => PlainValue.Of(p.Value), StringComparer.Ordinal);
        return new LogRecord(
            logEvent.Level, logEvent.RenderMessage(CultureInfo.InvariantCulture), logEvent.Timestamp, RecordProperties.LoggerNameOf(logEvent), extra, logEvent.Exception, RecordProperties.StackInfoOf(logEvent));
    }
}
