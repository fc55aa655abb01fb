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
/// <c>type</c>, <c>message</c>, <c>stack_trace</c>, and <c>inner_exception</c> or <c>inner_exceptions</c>, to a depth of 50) and
/// <c>stack_info</c> where the event has them. A property with the name of a field gets an underscore before its name. So does the second
/// of two keys of a dictionary or structure that have the same text.
/// The line ends of Unicode (U+0085, U+2028, U+2029) are escaped.
/// </summary>
public sealed class MtaioJsonFormatter : ITextFormatter, IJsonFormatter
{
    const string TraceId = "trace_id", SpanId = "span_id";

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
        if (logEvent.TraceId is { } traceId) WriteText(TraceId, traceId.ToHexString(), output);
        if (logEvent.SpanId is { } spanId) WriteText(SpanId, spanId.ToHexString(), output);
        if (logEvent.Exception is { } exception)
        {
            WriteKey("exception", output);
            ExceptionJson.Write(exception, output);
        }
        if (RecordProperties.StackInfoOf(logEvent) is { } stackInfo) WriteText("stack_info", stackInfo, output);
        output.Write("}\n");
    }

    static void WriteExtra(LogEvent logEvent, TextWriter output)
    {
        foreach (var (name, value) in RecordProperties.ExtraOf(logEvent))
        {
            WriteKey(UniqueKey(name, logEvent), output);
            Values.Format(value, output);
        }
    }

    /// <summary>A key for a property that no field and no other property has.</summary>
    static string UniqueKey(string name, LogEvent logEvent)
    {
        if (!IsField(name, logEvent)) return name;
        do name = "_" + name;
        while (logEvent.Properties.ContainsKey(name));
        return name;
    }

    static bool IsField(string name, LogEvent logEvent) => name switch
    {
        TraceId => logEvent.TraceId is not null,
        SpanId => logEvent.SpanId is not null,
        _ => Reserved.Contains(name),
    };

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
