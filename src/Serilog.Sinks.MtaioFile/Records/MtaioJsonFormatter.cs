using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Writes events in the JSON shape of mtaio, one object on one line: <c>timestamp</c> (UTC, ISO 8601), <c>level</c>, <c>logger</c>,
/// <c>message</c>, then the properties of the event, then <c>exception</c> (type, message, stack_trace) and <c>stack_info</c> where there are any.
/// A property that is called like one of these has an underscore put before its name.
/// </summary>
public sealed class MtaioJsonFormatter : ITextFormatter
{
    static readonly UniqueKeyFormatter Values = new();
    static readonly HashSet<string> Reserved = new(StringComparer.Ordinal) { "timestamp", "level", "logger", "message", "exception", "stack_info" };

    /// <summary>Writes one event and a line end.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="output">Where to.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        ArgumentNullException.ThrowIfNull(output);
        output.Write("{\"timestamp\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write('"');
        WriteText("level", LevelNames.Of(logEvent.Level), output);
        WriteText("logger", RecordProperties.LoggerNameOf(logEvent), output);
        WriteText("message", logEvent.RenderMessage(CultureInfo.InvariantCulture), output);
        WriteExtra(logEvent, output);
        if (logEvent.TraceId is { } traceId) WriteOwn("trace_id", traceId.ToHexString(), logEvent, output);
        if (logEvent.SpanId is { } spanId) WriteOwn("span_id", spanId.ToHexString(), logEvent, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (RecordProperties.StackInfoOf(logEvent) is { } stackInfo) WriteText("stack_info", stackInfo, output);
        output.Write("}\n");
    }

    static void WriteExtra(LogEvent logEvent, TextWriter output)
    {
        foreach (var (name, value) in logEvent.Properties)
        {
            if (RecordProperties.IsOwn(name)) continue;
            WriteKey(FreeName(name, logEvent), output);
            Values.Format(value, output);
        }
    }

    /// <summary>The name under which a property does no harm to another or to the fields.</summary>
    static string FreeName(string name, LogEvent logEvent)
    {
        if (!Reserved.Contains(name)) return name;
        do name = "_" + name;
        while (logEvent.Properties.ContainsKey(name));
        return name;
    }

    static void WriteOwn(string key, string value, LogEvent logEvent, TextWriter output)
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
