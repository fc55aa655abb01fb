using System.Text;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>The text between two holes.</summary>
sealed class TextPart(MessageTemplateToken token) : OutputPart
{
    readonly TemplatePart _text = new(token);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => _text.WriteText(output);
}

sealed class NewLinePart(PropertyToken property, SerilogPart serilog) : OutputPart
{
    static readonly byte[] OfThisSystem = Encoding.UTF8.GetBytes(Environment.NewLine);

    readonly byte[] _bytes = property.Alignment is null ? OfThisSystem : serilog.BytesFor(LogEventLevel.Information);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => output.WriteUtf8(_bytes);
}

sealed class LevelPart(PropertyToken property, SerilogPart serilog) : OutputPart
{
    /// <summary>The format of the default output template, so that a program that logs little does not load Serilog's formatter.</summary>
    const string Short = "u3";

    // Filled when a level first comes. Threads that fill the same place at once write equal texts.
    readonly byte[]?[] _bytes = property is { Format: Short, Alignment: null }
        ? ["VRB"u8.ToArray(), "DBG"u8.ToArray(), "INF"u8.ToArray(), "WRN"u8.ToArray(), "ERR"u8.ToArray(), "FTL"u8.ToArray()]
        : new byte[(int)LogEventLevel.Fatal + 1][];

    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var level = (uint)logEvent.Level;
        if (level < (uint)_bytes.Length) output.WriteUtf8(_bytes[level] ??= serilog.BytesFor(logEvent.Level));
        else serilog.Render(logEvent, output);
    }
}

sealed class ExceptionPart(SerilogPart serilog, Alignment? alignment) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (logEvent.Exception is not null || alignment is not null) serilog.Render(logEvent, output);
    }
}

sealed class TimestampPart(TimestampFormat format) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output) => format.Write(logEvent.Timestamp, output);
}

sealed class MessagePart(MessageStyle style) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output) => MessageRenderer.Render(logEvent, style, output);
}

/// <summary>A property of the event; nothing when the event lacks it.</summary>
sealed class PropertyPart(PropertyToken property, IFormatProvider? provider, SerilogPart serilog) : OutputPart
{
    readonly ValueFormat _format = ValueFormat.Of(property.Format);

    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (!logEvent.Properties.TryGetValue(property.PropertyName, out var value)) return;
        if (property.Alignment is not null) serilog.Render(logEvent, output);
        else if (value is not ScalarValue { Value: string text }) TextValues.Write(value, _format, provider, output);
        else if (property.Format is "u" or "w") serilog.Render(logEvent, output);
        else output.WriteText(text);
    }
}
