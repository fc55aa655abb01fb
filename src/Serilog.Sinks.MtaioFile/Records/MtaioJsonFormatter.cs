using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Writes each event in the JSON shape of mtaio, as one object on one line. Its fields are <c>timestamp</c> (UTC, ISO 8601), <c>level</c>,
/// <c>logger</c> and <c>message</c>, then the properties of the event, then <c>trace_id</c>, <c>span_id</c>, <c>exception</c> (with
/// <c>type</c>, <c>message</c> and <c>stack_trace</c>) and <c>stack_info</c> where the event has them. A property with the name of a field
/// gets an underscore before its name, except that a property <c>trace_id</c> or <c>span_id</c> replaces the field.
/// The line ends of Unicode (U+0085, U+2028, U+2029) are escaped.
/// </summary>
public sealed class MtaioJsonFormatter : ITextFormatter
{
    static readonly UniqueKeyFormatter Values = new();

    static readonly HashSet<string> Reserved =
        new(StringComparer.Ordinal) { "timestamp", "level", "logger", "message", "exception", "stack_info" };

    /// <summary>Writes an event and a line feed.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="output">The writer that receives the line.</param>
    /// <exception cref="ArgumentNullException"><paramref name="logEvent"/> or <paramref name="output"/> is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        output = new JsonLineWriter(output);
        output.Write("{\"timestamp\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write('"');
        WriteText("level", LevelNames.Of(logEvent.Level), output);
        WriteText("logger", RecordProperties.LoggerNameOf(logEvent), output);
        WriteText("message", logEvent.RenderMessage(CultureInfo.InvariantCulture), output);
        WriteExtra(logEvent, output);
        if (logEvent.TraceId is { } traceId) WriteUnlessProperty("trace_id", traceId.ToHexString(), logEvent, output);
        if (logEvent.SpanId is { } spanId) WriteUnlessProperty("span_id", spanId.ToHexString(), logEvent, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (RecordProperties.StackInfoOf(logEvent) is { } stackInfo) WriteText("stack_info", stackInfo, output);
        output.Write("}\n");
    }

    static void WriteExtra(LogEvent logEvent, TextWriter output)
    {
        foreach (var (name, value) in logEvent.Properties)
        {
            if (RecordProperties.IsRecordField(name)) continue;
            WriteKey(UniqueKey(name, logEvent), output);
            Values.Format(value, output);
        }
    }

    /// <summary>A key for a property that no field and no other property has.</summary>
    static string UniqueKey(string name, LogEvent logEvent)
    {
        if (!Reserved.Contains(name)) return name;
        do name = "_" + name;
        while (logEvent.Properties.ContainsKey(name));
        return name;
    }

    static void WriteUnlessProperty(string key, string value, LogEvent logEvent, TextWriter output)
    {
        if (!logEvent.Properties.ContainsKey(key)) WriteText(key, value, output);
    }

    static void WriteException(Exception exception, TextWriter output)
    {
        WriteKey("exception", output);
        output.Write("{\"type\":");
        JsonValueFormatter.WriteQuotedJsonString(exception.GetType().FullName ?? exception.GetType().Name, output);
        WriteText("message", exception.Message, output);
        if (exception.StackTrace is { } stackTrace) WriteText("stack_trace", stackTrace, output);
        output.Write('}');
    }

    static void WriteText(string key, string? value, TextWriter output)
    {
        WriteKey(key, output);
        if (value is null) output.Write("null");
        else JsonValueFormatter.WriteQuotedJsonString(value, output);
    }

    static void WriteKey(string key, TextWriter output)
    {
        output.Write(',');
        JsonValueFormatter.WriteQuotedJsonString(key, output);
        output.Write(':');
    }
}
