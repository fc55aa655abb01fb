using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Chooses the renderer of a sink: one of ours where it writes the bytes of the given formatter, else that formatter.</summary>
static class LineRenderers
{
    /// <summary>The renderer of a sink.</summary>
    /// <param name="formatter">The formatter that the sink was given.</param>
    /// <param name="encoding">The encoding of the file.</param>
    /// <param name="controlCharacters">Whether control characters are escaped.</param>
    /// <param name="maxBytes">The maximum size of an event in bytes; null = no limit.</param>
    /// <param name="isJsonFile">Whether the file is one of JSON, whatever the formatter is.</param>
    /// <param name="newLine">The line end of the system, which is that of text.</param>
    /// <param name="run">The run whose records have marks; null = they have none.</param>
    /// <param name="isChained">Whether records have the place of a hash.</param>
    public static ILineRenderer For(
        ITextFormatter formatter,
        Encoding encoding,
        ControlCharacters controlCharacters,
        int? maxBytes,
        bool isJsonFile,
        string newLine,
        string? run = null,
        bool isChained = false)
    {
        var isJson = isJsonFile || JsonFormatters.Contains(formatter);
        var renderer = run is not null && formatter is OutputTemplateFormatter template
            ? Numbered(template.NumberedRenderer(run), encoding, controlCharacters, newLine)
            : WithoutMark(formatter, encoding, controlCharacters, isJson, newLine);
        if (run is not null && formatter is not OutputTemplateFormatter)
            renderer = new NumberingRenderer(renderer, run, encoding, isJson);
        if (isChained) renderer = new ChainedRenderer(renderer, isJson);
        return maxBytes is { } limit ? new ClippingRenderer(renderer, limit) : renderer;
    }

    /// <summary>An output template whose marks are where it says.</summary>
    static ILineRenderer Numbered(ILineRenderer template, Encoding encoding, ControlCharacters controlCharacters, string newLine)
    {
        if (controlCharacters == ControlCharacters.Escape) template = new EscapingRenderer(template, newLine);
        return Utf8Text.IsUtf8(encoding) ? template : new TranscodingRenderer(template);
    }

    static ILineRenderer WithoutMark(
        ITextFormatter formatter, Encoding encoding, ControlCharacters controlCharacters, bool isJson, string newLine) =>
        controlCharacters == ControlCharacters.Escape
            ? Escaping(formatter, encoding, isJson, newLine)
            : Keeping(formatter, encoding, isJson);

    static ILineRenderer Escaping(ITextFormatter formatter, Encoding encoding, bool isJson, string newLine)
    {
        var renderer = new EscapingRenderer(ForUtf8(formatter, isJson), newLine);
        return Utf8Text.IsUtf8(encoding) ? renderer : new TranscodingRenderer(renderer);
    }

    static ILineRenderer Keeping(ITextFormatter formatter, Encoding encoding, bool isJson) =>
        Utf8Text.IsUtf8(encoding) ? ForUtf8(formatter, isJson) : new FormatterRenderer(formatter, isJson);

    static ILineRenderer ForUtf8(ITextFormatter formatter, bool isJson) =>
        formatter is OutputTemplateFormatter template ? template.Renderer : ForOther(formatter, isJson);

    static ILineRenderer ForOther(ITextFormatter formatter, bool isJson) => formatter switch
    {
        _ when ReferenceEquals(formatter, JsonFormatters.Default) => CompactJsonRenderer.Unrendered,
        CompactJsonFormatter compact when IsUnchanged(compact) => CompactJsonRenderer.Unrendered,
        RenderedCompactJsonFormatter rendered when IsUnchanged(rendered) => CompactJsonRenderer.Rendered,
        _ => new FormatterRenderer(formatter, isJson),
    };

    static bool IsUnchanged(CompactJsonFormatter formatter) =>
        formatter.GetType() == typeof(CompactJsonFormatter) && HasDefaultValueFormatter(() => ValueFormatterOf(formatter));

    static bool IsUnchanged(RenderedCompactJsonFormatter formatter) =>
        formatter.GetType() == typeof(RenderedCompactJsonFormatter) && HasDefaultValueFormatter(() => ValueFormatterOf(formatter));

    static bool HasDefaultValueFormatter(Func<JsonValueFormatter> get)
    {
        try
        {
            var formatter = get();
            return formatter.GetType() == typeof(JsonValueFormatter)
                && string.Equals(TypeTagKeyOf(formatter), TypeTag.Key, StringComparison.Ordinal);
        }
        catch (MissingFieldException)
        {
            // Another version of Serilog, whose fields have other names.
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_valueFormatter")]
    static extern ref JsonValueFormatter ValueFormatterOf(CompactJsonFormatter formatter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_valueFormatter")]
    static extern ref JsonValueFormatter ValueFormatterOf(RenderedCompactJsonFormatter formatter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_typeTagName")]
    static extern ref string? TypeTagKeyOf(JsonValueFormatter formatter);
}
