using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>Renders the message of an event: its template with the properties in the holes.</summary>
static class MessageRenderer
{
    public static void Render(LogEvent logEvent, MessageStyle style, Utf8LineWriter output)
    {
        var properties = new PropertyCursor(logEvent);
        foreach (var part in TemplateCache.Get(logEvent.MessageTemplate).Parts)
        {
            if (part.Property is null) part.WriteText(output);
            else RenderHole(part, ref properties, style, output);
        }
    }

    public static void RenderHole(TemplatePart hole, ref PropertyCursor properties, MessageStyle style, Utf8LineWriter output)
    {
        var property = hole.Property!;
        if (!properties.TryGet(property.PropertyName, out var value)) hole.WriteText(output);
        else if (property.Alignment is not { } alignment) RenderValue(value, hole.Format, style, output);
        else if (output.HasPartialCharacter) Padding.WritePadded(SerilogText(value, hole.Format.Text, style), alignment, output);
        else RenderPadded(value, hole, alignment, style, output);
    }

    static void RenderPadded(LogEventPropertyValue value, TemplatePart hole, Alignment alignment, MessageStyle style, Utf8LineWriter output)
    {
        var start = output.Position;
        var usedCurrentCulture = output.UsesCurrentCulture;
        output.UsesCurrentCulture = true;
        RenderValue(value, hole.Format, style, output);
        output.UsesCurrentCulture = usedCurrentCulture;
        Padding.PadFrom(start, alignment, output);
    }

    static void RenderValue(LogEventPropertyValue value, ValueFormat format, MessageStyle style, Utf8LineWriter output)
    {
        if (style.IsLiteral && value is ScalarValue { Value: string text }) output.WriteText(text);
        else if (style.IsJson && format.Text is null) JsonValues.Write(value, output);
        else TextValues.Write(value, format, style.Provider, output);
    }

    /// <summary>Serilog's own text of a value.</summary>
    static string SerilogText(LogEventPropertyValue value, string? format, MessageStyle style)
    {
        if (style.IsLiteral && value is ScalarValue { Value: string text }) return text;
        return style.IsJson && format is null ? JsonValues.SerilogText(value) : value.ToString(format, style.Provider);
    }
}
