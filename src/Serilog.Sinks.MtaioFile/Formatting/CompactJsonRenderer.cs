using System.Globalization;
using System.Text;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>Renders compact JSON as the library's formatters do, with the message template or with the rendered message.</summary>
sealed class CompactJsonRenderer(bool rendersMessage) : ILineRenderer
{
    static readonly MessageStyle InvariantText = MessageStyle.Plain with { Provider = CultureInfo.InvariantCulture };
    static readonly byte[] NewLine = Encoding.UTF8.GetBytes(Environment.NewLine);

    static readonly byte[][] Levels = Array.ConvertAll(
        Enum.GetValues<LogEventLevel>(),
        l => l == LogEventLevel.Information ? [] : Encoding.UTF8.GetBytes($",\"@l\":\"{l}\""));

    public bool IsConcurrent => true;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        output.WriteUtf8("{\"@t\":\""u8);
        output.WriteFormatted(logEvent.Timestamp.UtcDateTime, "O", CultureInfo.InvariantCulture);
        var template = TemplateCache.Get(logEvent.MessageTemplate);
        if (rendersMessage) WriteMessage(logEvent, template, output);
        else WriteTemplate(logEvent, template, output);
        WriteLevel(logEvent.Level, output);
        if (logEvent.Exception is { } exception) WriteException(exception, output);
        if (logEvent.TraceId is { } traceId) WriteId(",\"@tr\":\""u8, traceId.ToHexString(), output);
        if (logEvent.SpanId is { } spanId) WriteId(",\"@sp\":\""u8, spanId.ToHexString(), output);
        WriteProperties(logEvent, output);
        output.WriteByte((byte)'}');
        output.WriteUtf8(NewLine);
    }

    static void WriteTemplate(LogEvent logEvent, CompiledTemplate template, Utf8LineWriter output)
    {
        output.WriteUtf8("\",\"@mt\":"u8);
        output.WriteUtf8(template.Quoted);
        if (template.Formatted.Length == 0) return;
        var separator = ",\"@r\":["u8;
        foreach (var hole in template.Formatted)
        {
            output.WriteUtf8(separator);
            separator = ","u8;
            var start = JsonText.Begin(output);
            MessageRenderer.RenderHole(hole, logEvent.Properties, InvariantText, output);
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
        var text = exception.ToString();
        output.WriteUtf8(",\"@x\":"u8);
        JsonText.WriteQuoted(text, output);
    }

    static void WriteId(ReadOnlySpan<byte> key, string id, Utf8LineWriter output)
    {
        output.WriteUtf8(key);
        output.WriteText(id);
        output.WriteByte((byte)'"');
    }

    static void WriteProperties(LogEvent logEvent, Utf8LineWriter output)
    {
        // As what it is in fact, the dictionary is gone through without an allocation.
        if (logEvent.Properties is Dictionary<string, LogEventPropertyValue> dictionary)
        {
            foreach (var (name, value) in dictionary) WriteProperty(name, value, output);
        }
        else
        {
            foreach (var (name, value) in logEvent.Properties) WriteProperty(name, value, output);
        }
    }

    static void WriteProperty(string name, LogEventPropertyValue value, Utf8LineWriter output)
    {
        output.WriteByte((byte)',');
        // Names with an at sign of their own are told from those of the format by a second one.
        JsonText.WriteQuoted(name.StartsWith('@') ? "@" + name : name, output);
        output.WriteByte((byte)':');
        JsonValues.Write(value, output);
    }
}
