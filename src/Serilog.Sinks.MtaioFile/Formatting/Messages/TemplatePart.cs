using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A text or a hole of a template, compiled.</summary>
sealed class TemplatePart
{
    readonly MessageTemplateToken _token;
    readonly byte[]? _bytes;

    public TemplatePart(MessageTemplateToken token)
    {
        _token = token;
        Hole = token as PropertyToken;
        if (Hole is not null) Format = ValueFormat.Of(Hole.Format);
        else if (token is TextToken text) _bytes = Utf8Text.BytesOf(text.Text);
    }

    /// <summary>The hole; null for a text.</summary>
    public PropertyToken? Hole { get; }

    public ValueFormat Format { get; } = ValueFormat.None;

    /// <summary>Writes the text.</summary>
    public void WriteText(Utf8LineWriter output)
    {
        if (_bytes is not null) output.WriteUtf8(_bytes);
        else TemplateTokens.WriteText(_token, output);
    }
}
