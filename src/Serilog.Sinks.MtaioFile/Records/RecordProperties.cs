using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>The properties of an event that are fields of a record.</summary>
static class RecordProperties
{
    public const string LoggerName = "LoggerName";
    public const string LevelName = "LevelName";
    public const string StackInfo = "StackInfo";

    /// <summary>Whether a property is a field of the record, so that it is not part of its extra properties.</summary>
    public static bool IsRecordField(string name) =>
        name is LoggerName or LevelName or StackInfo or Constants.SourceContextPropertyName;

    public static string? LoggerNameOf(LogEvent logEvent) =>
        TextOf(logEvent, LoggerName) ?? TextOf(logEvent, Constants.SourceContextPropertyName);

    public static string? StackInfoOf(LogEvent logEvent) => TextOf(logEvent, StackInfo);

    static string? TextOf(LogEvent logEvent, string name) =>
        logEvent.Properties.TryGetValue(name, out var value) ? (value as ScalarValue)?.Value?.ToString() : null;
}
