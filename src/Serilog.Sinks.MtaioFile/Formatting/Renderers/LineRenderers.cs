using System.Runtime.CompilerServices;
using System.Text;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Chooses who renders: one of ours where its bytes are those of the formatter that was asked for, else that formatter itself.</summary>
static class LineRenderers
{
    const string TypeTag = "$type";

    /// <summary>Who renders for a file.</summary>
    /// <param name="formatter">Says how an event looks.</param>
    /// <param name="encoding">The encoding of the file.</param>
    /// <param name="controlCharacters">What becomes of control characters.</param>
    /// <param name="maxBytes">The most bytes of one event; null = no limit.</param>
    public static ILineRenderer For(ITextFormatter formatter, Encoding encoding, ControlCharacters controlCharacters = ControlCharacters.Keep, int? maxBytes = null)
    {
        var renderer = controlCharacters == ControlCharacters.Escape ? Escaping(formatter, encoding) : Plain(formatter, encoding);
        return maxBytes is { } limit ? new ClippingRenderer(renderer, limit) : renderer;
    }

    static ILineRenderer Escaping(ITextFormatter formatter, Encoding encoding)
    {
        var renderer = new ControlCharacterRenderer(InUtf8(formatter));
        return Utf8Text.IsUtf8(encoding) ? renderer : new TranscodingRenderer(renderer);
    }

    static ILineRenderer Plain(ITextFormatter formatter, Encoding encoding) => Utf8Text.IsUtf8(encoding) ? InUtf8(formatter) : new FormatterRenderer(formatter);

    static ILineRenderer InUtf8(ITextFormatter formatter) => formatter switch
    {
        OutputTemplateFormatter template => new OutputTemplateRenderer(template.OutputTemplate, template.FormatProvider),
        CompactJsonFormatter compact when compact.GetType() == typeof(CompactJsonFormatter) && IsPlain(() => ValuesOf(compact)) => new CompactJsonRenderer(rendersMessage: false),
        RenderedCompactJsonFormatter rendered when rendered.GetType() == typeof(RenderedCompactJsonFormatter) && IsPlain(() => ValuesOf(rendered)) => new CompactJsonRenderer(rendersMessage: true),
        _ => new FormatterRenderer(formatter),
    };

    /// <summary>Whether a compact formatter writes values in the way it does by default.</summary>
    static bool IsPlain(Func<JsonValueFormatter> values)
    {
        try
        {
            var formatter = values();
            return formatter.GetType() == typeof(JsonValueFormatter) && string.Equals(TypeTagOf(formatter), TypeTag, StringComparison.Ordinal);
        }
        catch (MissingFieldException)
        {
            // Another version of the library, which does not let us see it.
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_valueFormatter")]
    static extern ref JsonValueFormatter ValuesOf(CompactJsonFormatter formatter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_valueFormatter")]
    static extern ref JsonValueFormatter ValuesOf(RenderedCompactJsonFormatter formatter);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_typeTagName")]
    static extern ref string? TypeTagOf(JsonValueFormatter formatter);
}
