using System.Text;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>A piece of text of a template, or a hole for a property.</summary>
sealed class TemplatePart
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly string _text;
    readonly byte[]? _bytes;

    public TemplatePart(MessageTemplateToken token)
    {
        _text = token.ToString() ?? "";
        _bytes = BytesOf(_text);
        if (token is not PropertyToken property) return;
        Property = property;
        Format = ValueFormat.Of(property.Format);
    }

    public PropertyToken? Property { get; }

    public ValueFormat Format { get; } = ValueFormat.None;

    /// <summary>Writes the text, that of a hole too: it stands there when the property is missing.</summary>
    public void WriteText(Utf8LineWriter output)
    {
        if (_bytes is not null) output.WriteUtf8(_bytes);
        else output.WriteText(_text);
    }

    /// <summary>Null when the text has half a surrogate pair, of which the other half may be somewhere else.</summary>
    static byte[]? BytesOf(string text)
    {
        try
        {
            return Strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
