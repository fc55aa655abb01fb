using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders compact JSON as the library's formatters do, with the message template or with the rendered message.</summary>
sealed class CompactJsonRenderer(bool rendersMessage) : ILineRenderer
{
    static readonly MessageStyle InvariantText = MessageStyle.Plain with { Provider = CultureInfo.InvariantCulture };
    static readonly byte[] NewLine = Encoding.UTF8.GetBytes(Environment.NewLine);

    static readonly byte[][] Levels = Array.ConvertAll(
        Enum.GetValues<LogEventLevel>(),
        l => l == LogEventLevel.Information ? [] : Encoding.UTF8.GetBytes($",\"@l\":\"{l}\""));

    readonly TimestampFormat _timestamp = new("O", CultureInfo.InvariantCulture, isUtc: true);

    public bool IsConcurrent => true;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        output.WriteUtf8("{\"@t\":\""u8);
        _timestamp.Write(logEvent.Timestamp, output);
        var template = TemplateCache.Get(logEvent.MessageTemplate);
        if (rendersMessage) WriteMessage(logEvent, template, output);
        else WriteTemplate(logEvent, template, output);
        WriteLevel(logEvent.Level, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (logEvent.TraceId is { } traceId) WriteId(",\"@tr\":\""u8, traceId.ToHexString(), output);
        if (logEvent.SpanId is { } spanId) WriteId(",\"@sp\":\""u8, spanId.ToHexString(), output);
        WriteProperties(logEvent, template.Keys, output);
        output.WriteByte((byte)'}');
        output.WriteUtf8(NewLine);
    }

    static void WriteTemplate(LogEvent logEvent, CompiledTemplate template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@mt\":"u8);
        if (template.Quoted is { Length: > 0 } quoted) output.WriteUtf8(quoted);
        else JsonText.WriteQuoted(template.Template.Text, output);
        if (template.Formatted.Length == 0) return;
        var properties = new PropertyCursor(logEvent);
        var separator = ",\"@r\":["u8;
        foreach (var hole in template.Formatted)
        {
            output.WriteUtf8(separator);
            separator = ","u8;
            var start = JsonText.Begin(output);
            output.IsInner = true;
            MessageRenderer.RenderHole(hole, ref properties, InvariantText, output);
            output.IsInner = false;
            JsonText.End(start, output);
        }
        output.WriteByte((byte)']');
    }

    static void WriteMessage(LogEvent logEvent, CompiledTemplate template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@m\":"u8);
        var start = JsonText.Begin(output);
        MessageRenderer.Render(logEvent, InvariantText, output);
        JsonText.End(start, output);
        output.WriteUtf8(",\"@i\":\""u8);
        output.WriteUtf8(template.EventId);
        output.WriteByte((byte)'"');
    }

    static void WriteLevel(LogEventLevel level, Utf8LineWriter output)
    {
        if ((uint)level < (uint)Levels.Length)
        {
            output.WriteUtf8(Levels[(int)level]);
            return;
        }
        output.WriteUtf8(",\"@l\":"u8);
        JsonText.WriteQuoted(level.ToString(), output);
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
        foreach (var (name, value) in PlainDictionary.Of(logEvent.Properties))
        {
            if (next < keys.Length && keys[next].Is(name)) keys[next++].Write(output);
            else JsonKey.Write(name, output);
            JsonValues.Write(value, output);
        }
    }
}
