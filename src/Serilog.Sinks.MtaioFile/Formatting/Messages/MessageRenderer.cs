using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>Renders the message of an event: its template with the properties in the holes.</summary>
static class MessageRenderer
{
    public static void Render(LogEvent logEvent, MessageStyle style, Utf8LineWriter output) =>
        Render(logEvent, TemplateCache.Find(logEvent.MessageTemplate), style, output);

    /// <summary>Renders the message of an event.</summary>
    /// <param name="logEvent">The event.</param>
    /// <param name="compiled">Its template; null = it is not compiled.</param>
    /// <param name="style">How the values are shown.</param>
    /// <param name="output">Takes the message.</param>
    public static void Render(LogEvent logEvent, CompiledTemplate? compiled, MessageStyle style, Utf8LineWriter output)
    {
        var properties = new PropertyCursor(logEvent);
        if (compiled is not null) RenderParts(compiled.Parts, ref properties, style, output);
        else RenderTokens(TemplateTokens.Of(logEvent.MessageTemplate), ref properties, style, output);
    }

    public static void RenderHole(
        PropertyToken hole,
        ValueFormat format,
        ref PropertyCursor properties,
        MessageStyle style,
        Utf8LineWriter output)
    {
        if (!properties.TryGet(hole.PropertyName, out var value)) TemplateTokens.WriteText(hole, output);
        else if (hole.Alignment is not { } alignment) RenderValue(value, format, style, output);
        else if (output.HasPartialCharacter) Padding.WritePadded(SerilogText(value, format.Text, style), alignment, output);
        else RenderPadded(value, format, alignment, style, output);
    }

    static void RenderParts(TemplatePart[] parts, ref PropertyCursor properties, MessageStyle style, Utf8LineWriter output)
    {
        foreach (var part in parts)
        {
            if (part.Hole is { } hole) RenderHole(hole, part.Format, ref properties, style, output);
            else part.WriteText(output);
        }
    }

    static void RenderTokens(MessageTemplateToken[] tokens, ref PropertyCursor properties, MessageStyle style, Utf8LineWriter output)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken hole) RenderHole(hole, ValueFormat.Of(hole.Format), ref properties, style, output);
            else TemplateTokens.WriteText(token, output);
        }
    }

    static void RenderPadded(
        LogEventPropertyValue value,
        ValueFormat format,
        Alignment alignment,
        MessageStyle style,
        Utf8LineWriter output)
    {
        var start = output.Position;
        var usedCurrentCulture = output.UsesCurrentCulture;
        output.UsesCurrentCulture = true;
        RenderValue(value, format, style, output);
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
