using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Renders compact JSON as Serilog's formatters do, but straight to UTF-8, and with <see cref="JsonLineEnds"/> escaped.</summary>
/// <param name="rendersMessage">Whether the rendered message is written instead of the message template.</param>
sealed class CompactJsonRenderer(bool rendersMessage) : ILineRenderer
{
    static readonly MessageStyle InvariantText = new(IsLiteral: false, IsJson: false, CultureInfo.InvariantCulture);

    static readonly byte[][] Levels = Array.ConvertAll(
        Enum.GetValues<LogEventLevel>(),
        l => l == LogEventLevel.Information ? [] : Encoding.UTF8.GetBytes($",\"@l\":\"{l}\""));

    readonly TimestampFormat _timestamp = new("O", CultureInfo.InvariantCulture, isUtc: true);

    public bool IsThreadSafe => true;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        output.WriteUtf8("{\"@t\":\""u8);
        _timestamp.Write(logEvent.Timestamp, output);
        var template = TemplateCache.Get(logEvent.MessageTemplate);
        if (rendersMessage) WriteMessage(logEvent, template, output);
        else WriteTemplate(logEvent, template, output);
        WriteLevel(logEvent.Level, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (logEvent.TraceId is { } traceId) WriteId(",\"@tr\":\""u8, traceId.ToHexString(), output);
        if (logEvent.SpanId is { } spanId) WriteId(",\"@sp\":\""u8, spanId.ToHexString(), output);
        WriteProperties(logEvent, template.HoleKeys, output);
        output.WriteByte((byte)'}');
        JsonLineEnds.EscapeFrom(start, output);
        output.WriteUtf8(Utf8Text.NewLine);
    }

    static void WriteTemplate(LogEvent logEvent, CompiledTemplate template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@mt\":"u8);
        if (template.QuotedText is { Length: > 0 } quoted) output.WriteUtf8(quoted);
        else JsonText.WriteQuoted(template.Template.Text, output);
        if (template.HolesWithFormat.Length == 0) return;
        var properties = new PropertyCursor(logEvent);
        var separator = ",\"@r\":["u8;
        foreach (var hole in template.HolesWithFormat)
        {
            output.WriteUtf8(separator);
            separator = ","u8;
            var start = JsonText.Begin(output);
            output.UsesCurrentCulture = true;
            MessageRenderer.RenderHole(hole, ref properties, InvariantText, output);
            output.UsesCurrentCulture = false;
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
        foreach (var (name, value) in ConcreteDictionary.Of(logEvent.Properties))
        {
            if (next < keys.Length && keys[next].IsFor(name)) keys[next++].Write(output);
            else JsonKey.Write(name, output);
            JsonValues.Write(value, output);
        }
    }
}
