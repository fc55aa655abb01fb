using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>
/// Renders compact JSON as Serilog's formatters do, but straight to UTF-8, with <see cref="JsonLineEnds"/> escaped, and with a line feed
/// behind each event on every system.
/// </summary>
/// <param name="rendersMessage">Whether the rendered message is written instead of the message template.</param>
sealed class CompactJsonRenderer(bool rendersMessage) : ILineRenderer
{
    public static readonly CompactJsonRenderer Unrendered = new(rendersMessage: false);
    public static readonly CompactJsonRenderer Rendered = new(rendersMessage: true);

    static readonly MessageStyle InvariantText = new(IsLiteral: false, IsJson: false, CultureInfo.InvariantCulture);

    static readonly TimestampFormat Timestamp = new("O", CultureInfo.InvariantCulture, isUtc: true);

    public bool IsThreadSafe => true;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        output.WriteUtf8("{\"@t\":\""u8);
        Timestamp.Write(logEvent.Timestamp, output);
        var template = TemplateCache.Find(logEvent.MessageTemplate);
        if (rendersMessage) WriteMessage(logEvent, template, output);
        else WriteTemplate(logEvent, template, output);
        WriteLevel(logEvent.Level, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (logEvent.TraceId is { } traceId) WriteId(",\"@tr\":\""u8, traceId.ToHexString(), output);
        if (logEvent.SpanId is { } spanId) WriteId(",\"@sp\":\""u8, spanId.ToHexString(), output);
        WriteProperties(logEvent, template?.HoleKeys ?? [], output);
        output.WriteByte((byte)'}');
        JsonLineEnds.EscapeFrom(start, output);
        output.WriteByte((byte)'\n');
    }

    static void WriteTemplate(LogEvent logEvent, CompiledTemplate? template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@mt\":"u8);
        if (template?.QuotedText is { Length: > 0 } quoted) output.WriteUtf8(quoted);
        else JsonText.WriteQuoted(logEvent.MessageTemplate.Text, output);
        if (template is { HolesWithFormat.Length: 0 }) return;
        var properties = new PropertyCursor(logEvent);
        var isFirst = true;
        if (template is not null) WriteParts(template.HolesWithFormat, ref properties, ref isFirst, output);
        else WriteTokens(TemplateTokens.Of(logEvent.MessageTemplate), ref properties, ref isFirst, output);
        if (!isFirst) output.WriteByte((byte)']');
    }

    static void WriteParts(TemplatePart[] holes, ref PropertyCursor properties, ref bool isFirst, Utf8LineWriter output)
    {
        foreach (var part in holes) WriteHole(part.Hole!, part.Format, ref properties, ref isFirst, output);
    }

    static void WriteTokens(MessageTemplateToken[] tokens, ref PropertyCursor properties, ref bool isFirst, Utf8LineWriter output)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken { Format: { } format } hole)
            {
                WriteHole(hole, ValueFormat.Of(format), ref properties, ref isFirst, output);
            }
        }
    }

    /// <summary>Writes the text of a hole with a format, which the properties do not show.</summary>
    static void WriteHole(
        PropertyToken hole,
        ValueFormat format,
        ref PropertyCursor properties,
        ref bool isFirst,
        Utf8LineWriter output)
    {
        output.WriteUtf8(isFirst ? ",\"@r\":["u8 : ","u8);
        isFirst = false;
        var start = JsonText.Begin(output);
        output.UsesCurrentCulture = true;
        MessageRenderer.RenderHole(hole, format, ref properties, InvariantText, output);
        output.UsesCurrentCulture = false;
        JsonText.End(start, output);
    }

    static void WriteMessage(LogEvent logEvent, CompiledTemplate? template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@m\":"u8);
        var start = JsonText.Begin(output);
        MessageRenderer.Render(logEvent, template, InvariantText, output);
        JsonText.End(start, output);
        output.WriteUtf8(",\"@i\":\""u8);
        if (template is not null) output.WriteUtf8(template.EventId);
        else output.WriteFormatted(EventIdHash.Compute(logEvent.MessageTemplate.Text), "x8", CultureInfo.InvariantCulture);
        output.WriteByte((byte)'"');
    }

    static void WriteLevel(LogEventLevel level, Utf8LineWriter output)
    {
        switch (level)
        {
            case LogEventLevel.Information: break;
            case LogEventLevel.Verbose: output.WriteUtf8(",\"@l\":\"Verbose\""u8); break;
            case LogEventLevel.Debug: output.WriteUtf8(",\"@l\":\"Debug\""u8); break;
            case LogEventLevel.Warning: output.WriteUtf8(",\"@l\":\"Warning\""u8); break;
            case LogEventLevel.Error: output.WriteUtf8(",\"@l\":\"Error\""u8); break;
            case LogEventLevel.Fatal: output.WriteUtf8(",\"@l\":\"Fatal\""u8); break;
            default:
                output.WriteUtf8(",\"@l\":"u8);
                JsonText.WriteQuoted(level.ToString(), output);
                break;
        }
    }

    static void WriteException(Exception exception, Utf8LineWriter output)
    {
        output.WriteUtf8(",\"@x\":"u8);
        JsonText.WriteQuoted(exception.ToString(), output);
    }

    static void WriteId(ReadOnlySpan<byte> key, string id, Utf8LineWriter output)
    {
        output.WriteUtf8(key);
        output.WriteText(id);
        output.WriteByte((byte)'"');
    }

    static void WriteProperties(LogEvent logEvent, JsonKey[] keys, Utf8LineWriter output)
    {
        var next = 0;
        foreach (var (name, value) in ConcreteDictionary.Of(logEvent.Properties))
        {
            if (next < keys.Length && keys[next].IsFor(name)) keys[next++].Write(output);
            else JsonKey.Write(name, output);
            JsonValues.Write(value, output);
        }
    }
}
