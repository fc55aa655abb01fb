using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>The properties of an event that are fields of a record.</summary>
static class RecordProperties
{
    public const string LoggerName = "LoggerName";
    public const string LevelName = "LevelName";
    public const string StackInfo = "StackInfo";

    public static string? LoggerNameOf(LogEvent logEvent) =>
        TextOf(logEvent, LoggerName) ?? SourceContextOf(logEvent);

    public static string? SourceContextOf(LogEvent logEvent) => PlainTextOf(logEvent, Constants.SourceContextPropertyName);

    public static string? StackInfoOf(LogEvent logEvent) => TextOf(logEvent, StackInfo);

    /// <summary>The properties that are no fields of the record. Each property of the user is a field or one of these.</summary>
    public static IEnumerable<KeyValuePair<string, LogEventPropertyValue>> ExtraOf(LogEvent logEvent) =>
        logEvent.Properties.Where(p => !IsField(logEvent, p.Key, p.Value));

    static bool IsField(LogEvent logEvent, string name, LogEventPropertyValue value) => value is RecordField || (
        name is LoggerName or LevelName or StackInfo or Constants.SourceContextPropertyName
        && RecordField.Of(logEvent, name) is null
        && PlainTextOf(logEvent, name) is { } text
        && (name is not LevelName || string.Equals(text, LevelNames.Of(logEvent.Level), StringComparison.Ordinal)));

    static string? TextOf(LogEvent logEvent, string name) => RecordField.Of(logEvent, name)?.Text ?? PlainTextOf(logEvent, name);

    /// <summary>
    /// The text of a property that a logger has, such as SourceContext; null = the event has none. A property of the message is not meant
    /// as a field, whatever its name is.
    /// </summary>
    static string? PlainTextOf(LogEvent logEvent, string name) =>
        logEvent.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: string text } && !IsInMessage(logEvent, name)
            ? text
            : null;

    static bool IsInMessage(LogEvent logEvent, string name) =>
        logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Any(t => string.Equals(t.PropertyName, name, StringComparison.Ordinal));
}
