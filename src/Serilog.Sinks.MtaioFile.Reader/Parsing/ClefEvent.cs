using System.Diagnostics;
using System.Text.Json;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>
/// Makes events of JSON records: of the compact format (<c>@t</c>, <c>@mt</c>, …), of Serilog's own (<c>Timestamp</c>,
/// <c>MessageTemplate</c>, <c>Properties</c>) and of that of mtaio (<c>timestamp</c>, <c>message</c>).
/// </summary>
static class ClefEvent
{
    static readonly MessageTemplateParser Parser = new();

    /// <summary>Reads a record; null = it is no event.</summary>
    public static LogEvent? Read(ReadOnlyMemory<byte> record)
    {
        try
        {
            return Parse(record);
        }
        catch (InvalidOperationException)
        {
            return ReadText(record.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a record with bytes or escapes that are no characters: U+FFFD stands for them.</summary>
    static LogEvent? ReadText(ReadOnlySpan<byte> record)
    {
        try
        {
            return Parse(WellFormedJson.Of(record));
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static LogEvent? Parse(ReadOnlyMemory<byte> record)
    {
        using var document = JsonDocument.Parse(record, new JsonDocumentOptions { MaxDepth = 512 });
        return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
    }

    static LogEvent? Read(JsonElement record)
    {
        if (Text(record, "@t", "Timestamp", "timestamp") is not { } time || TimeOf(time) is not { } timestamp) return null;
        var level = Text(record, "@l", "Level", "level") is { } name ? LevelOf(name) : LogEventLevel.Information;
        var template = Text(record, "@mt", "MessageTemplate") is { } text ? BoundedTemplate.Of(Parser.Parse(text)) : Literal(record);
        var exception = Text(record, "@x", "Exception", "exception") is { } trace ? new ReadException(trace) : null;
        var properties = PropertiesOf(record);
        return new LogEvent(timestamp, level, exception, template, properties, TraceOf(record), SpanOf(record));
    }

    /// <summary>The template of a message that was written rendered: its braces are text.</summary>
    static MessageTemplate Literal(JsonElement record)
    {
        var message = Text(record, "@m", "RenderedMessage", "message") ?? "";
        return new MessageTemplate([new TextToken(message)]);
    }

    static DateTimeOffset? TimeOf(string text) =>
        TimeText.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var time, out _) ? time : null;

    static LogEventLevel LevelOf(string name) =>
        LevelText.Parse(System.Text.Encoding.UTF8.GetBytes(name)) ?? LogEventLevel.Information;

    static string? Text(JsonElement record, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!record.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String) return value.GetString();
            if (value.ValueKind == JsonValueKind.Object) return value.GetRawText();
        }
        return null;
    }

    static ActivityTraceId TraceOf(JsonElement record) =>
        Text(record, "@tr", "TraceId", "trace_id") is { Length: 32 } text && IsHex(text) ? ActivityTraceId.CreateFromString(text) : default;

    static ActivitySpanId SpanOf(JsonElement record) =>
        Text(record, "@sp", "SpanId", "span_id") is { Length: 16 } text && IsHex(text) ? ActivitySpanId.CreateFromString(text) : default;

    static bool IsHex(string text) => text.All(char.IsAsciiHexDigitLower);

    static List<LogEventProperty> PropertiesOf(JsonElement record)
    {
        Dictionary<string, LogEventProperty> properties = new(StringComparer.Ordinal);
        var isSerilogs = record.TryGetProperty("MessageTemplate", out _) || record.TryGetProperty("Timestamp", out _);
        var hasInner = record.TryGetProperty("Properties", out var inner) && inner.ValueKind == JsonValueKind.Object;
        var own = isSerilogs && hasInner ? inner : record;
        var isMtaios = record.TryGetProperty("timestamp", out _);
        foreach (var property in own.EnumerateObject())
        {
            if (NameOf(property.Name, isSerilogs, isMtaios) is not { Length: > 0 } name) continue;
            properties[name] = new LogEventProperty(name, JsonValues.Read(property.Value));
        }
        return [.. properties.Values];
    }

    /// <summary>The name of a property; null = the property is a field of the format.</summary>
    static string? NameOf(string name, bool isSerilogs, bool isMtaios)
    {
        if (isSerilogs) return string.IsNullOrWhiteSpace(name) ? null : name;
        if (isMtaios && name is "timestamp" or "level" or "message" or "exception" or "trace_id" or "span_id") return null;
        if (name.StartsWith("@@", StringComparison.Ordinal)) return name[1..];
        return name.StartsWith('@') || string.IsNullOrWhiteSpace(name) ? null : name;
    }

    /// <summary>An exception of which the log has the text.</summary>
    sealed class ReadException(string text) : Exception(text.Split('\n', 2)[0].TrimEnd('\r'))
    {
        public override string ToString() => text;
    }
}
