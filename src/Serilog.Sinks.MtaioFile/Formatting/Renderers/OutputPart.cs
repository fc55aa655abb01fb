using System.Text;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>A part of an output template; what it does not cover itself is left to the library, part by part.</summary>
abstract class OutputPart
{
    public abstract void Render(LogEvent logEvent, Utf8LineWriter output);

    public static OutputPart Of(MessageTemplateToken token, HashSet<string> names, IFormatProvider? provider)
    {
        if (token is not PropertyToken property) return new TextPart(token);
        var library = new LibraryPart(property, provider);
        return property.PropertyName switch
        {
            OutputProperties.LevelPropertyName => new LevelPart(library),
            OutputProperties.NewLinePropertyName => new NewLinePart(library),
            OutputProperties.ExceptionPropertyName => new ExceptionPart(library, property.Alignment),
            OutputProperties.TraceIdPropertyName or OutputProperties.SpanIdPropertyName => library,
            OutputProperties.TimestampPropertyName => (OutputPart?)Timestamp(property, provider, isUtc: false) ?? library,
            OutputProperties.UtcTimestampPropertyName => (OutputPart?)Timestamp(property, provider, isUtc: true) ?? library,
            OutputProperties.MessagePropertyName => Aligned(new MessagePart(MessageStyle.Of(property.Format, provider)), property, library),
            OutputProperties.PropertiesPropertyName => Aligned(new PropertiesPart(names, property.Format, provider), property, library: null),
            _ => new PropertyPart(property, provider, library),
        };
    }

    static TimestampPart? Timestamp(PropertyToken property, IFormatProvider? provider, bool isUtc) =>
        ValueFormat.TryGetCulture(provider, out var culture) && property.Alignment is null && ValueFormat.Of(property.Format).IsPlain
            ? new TimestampPart(new TimestampFormat(property.Format, culture, isUtc))
            : null;

    static OutputPart Aligned(OutputPart part, PropertyToken property, LibraryPart? library) =>
        property.Alignment is { } alignment ? new AlignedPart(part, alignment, library) : part;
}

/// <summary>Anything, rendered by the library.</summary>
sealed class LibraryPart(PropertyToken property, IFormatProvider? provider) : OutputPart
{
    readonly MessageTemplateTextFormatter _formatter = new($"{property}", provider);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => _formatter.Format(logEvent, output);

    /// <summary>What becomes of an event that has nothing but this level.</summary>
    public byte[] BytesFor(LogEventLevel level)
    {
        using var text = new StringWriter();
        _formatter.Format(new LogEvent(default, level, exception: null, MessageTemplate.Empty, []), text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}

/// <summary>Text between the holes.</summary>
sealed class TextPart(MessageTemplateToken token) : OutputPart
{
    readonly TemplatePart _text = new(token);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => _text.WriteText(output);
}

sealed class NewLinePart(LibraryPart library) : OutputPart
{
    readonly byte[] _bytes = library.BytesFor(LogEventLevel.Information);

    public override void Render(LogEvent logEvent, Utf8LineWriter output) => output.WriteUtf8(_bytes);
}

sealed class LevelPart(LibraryPart library) : OutputPart
{
    readonly byte[][] _bytes = Array.ConvertAll(Enum.GetValues<LogEventLevel>(), library.BytesFor);

    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if ((uint)logEvent.Level < (uint)_bytes.Length) output.WriteUtf8(_bytes[(int)logEvent.Level]);
        else library.Render(logEvent, output);
    }
}

sealed class ExceptionPart(LibraryPart library, Alignment? alignment) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (logEvent.Exception is not null || alignment is not null) library.Render(logEvent, output);
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

/// <summary>A property by its name; one that the event lacks leaves nothing behind.</summary>
sealed class PropertyPart(PropertyToken property, IFormatProvider? provider, LibraryPart library) : OutputPart
{
    readonly ValueFormat _format = ValueFormat.Of(property.Format);

    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (!logEvent.Properties.TryGetValue(property.PropertyName, out var value)) return;
        if (property.Alignment is not null) library.Render(logEvent, output);
        else if (value is not ScalarValue { Value: string text }) TextValues.Write(value, _format, provider, output);
        else if (property.Format is "u" or "w") library.Render(logEvent, output);
        else output.WriteText(text);
    }
}

/// <summary>A part that is filled with spaces; left to the library where a character was begun before it.</summary>
sealed class AlignedPart(OutputPart part, Alignment alignment, LibraryPart? library) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        if (output.MayBePending && library is not null)
        {
            library.Render(logEvent, output);
            return;
        }
        output.Settle();
        var start = output.Position;
        output.IsInner = true;
        part.Render(logEvent, output);
        output.IsInner = false;
        Padding.Align(start, alignment, output);
    }
}
