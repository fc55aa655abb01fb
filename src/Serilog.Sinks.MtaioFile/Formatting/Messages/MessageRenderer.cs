using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>Renders the message of an event: its template with the properties in the holes.</summary>
static class MessageRenderer
{
    static readonly JsonValueFormatter LibraryJson = new("$type");

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
        else if (output.MayBePending) Padding.Write(AsText(value, hole.Format.Text, style), alignment, output);
        else RenderAligned(value, hole.Format, alignment, style, output);
    }

    static void RenderAligned(LogEventPropertyValue value, ValueFormat format, Alignment alignment, MessageStyle style, Utf8LineWriter output)
    {
        var (start, wasInner) = (output.Position, output.IsInner);
        output.IsInner = true;
        RenderValue(value, format, style, output);
        output.IsInner = wasInner;
        Padding.Align(start, alignment, output);
    }

    static void RenderValue(LogEventPropertyValue value, ValueFormat format, MessageStyle style, Utf8LineWriter output)
    {
        if (style.Literal && value is ScalarValue { Value: string text }) output.WriteText(text);
        else if (style.Json && format.Text is null) JsonValues.Write(value, output);
        else TextValues.Write(value, format, style.Provider, output);
    }

    /// <summary>The library's text of a value.</summary>
    static string AsText(LogEventPropertyValue value, string? format, MessageStyle style)
    {
        if (style.Literal && value is ScalarValue { Value: string text }) return text;
        if (!style.Json || format is not null) return value.ToString(format, style.Provider);
        using var json = new StringWriter();
        LibraryJson.Format(value, json);
        return json.ToString();
    }
}
