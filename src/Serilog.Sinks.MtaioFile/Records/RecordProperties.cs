using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>The properties in which an event carries what mtaio's records have as fields.</summary>
static class RecordProperties
{
    public const string LoggerName = "LoggerName";
    public const string LevelName = "LevelName";
    public const string StackInfo = "StackInfo";

    /// <summary>Whether a property is a field of the record and so not extra.</summary>
    public static bool IsOwn(string name) => name is LoggerName or LevelName or StackInfo or Constants.SourceContextPropertyName;

    public static string? LoggerNameOf(LogEvent logEvent) => TextOf(logEvent, LoggerName) ?? TextOf(logEvent, Constants.SourceContextPropertyName);

    public static string? StackInfoOf(LogEvent logEvent) => TextOf(logEvent, StackInfo);

    static string? TextOf(LogEvent logEvent, string name) =>
        logEvent.Properties.TryGetValue(name, out var value) ? (value as ScalarValue)?.Value?.ToString() : null;
}
