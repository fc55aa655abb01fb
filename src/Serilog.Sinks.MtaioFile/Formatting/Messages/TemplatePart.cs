using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A text or a hole of a template.</summary>
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

    /// <summary>The property of a hole; null for a text.</summary>
    public PropertyToken? Property { get; }

    public ValueFormat Format { get; } = ValueFormat.None;

    /// <summary>Writes the text. A hole's text, such as <c>{Name}</c>, is written when the event lacks the property.</summary>
    public void WriteText(Utf8LineWriter output)
    {
        if (_bytes is not null) output.WriteUtf8(_bytes);
        else output.WriteText(_text ?? throw new NotSupportedException("a message template with a token of an unknown type"));
    }
}
