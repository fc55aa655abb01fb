using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A piece of text of a template, or a hole for a property.</summary>
sealed class TemplatePart
{
    readonly string? _text;
    readonly byte[]? _bytes;

    public TemplatePart(MessageTemplateToken token)
    {
        if (token is not (TextToken or PropertyToken)) return;
        _text = token.ToString()!;
        _bytes = Utf8Text.BytesOf(_text);
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
        else output.WriteText(_text ?? throw new NotSupportedException("a message template with a token of an unknown type"));
    }
}
