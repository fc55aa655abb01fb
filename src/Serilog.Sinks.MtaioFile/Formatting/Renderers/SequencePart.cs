using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>The mark of the record: its run and number.</summary>
sealed class SequencePart(string run) : OutputPart
{
    readonly byte[] _head = Encoding.UTF8.GetBytes(run + RecordMark.Separator);

    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        output.WriteUtf8(_head);
        output.WriteInteger(output.Number, CultureInfo.InvariantCulture);
    }

    /// <summary>The tokens with one for the mark: where the template has it, else before the message, else at the start.</summary>
    public static MessageTemplateToken[] AddTo(MessageTemplateToken[] tokens)
    {
        if (Array.Exists(tokens, t => IsFor(t, RecordMark.Token))) return tokens;
        var place = Math.Max(0, Array.FindIndex(tokens, t => IsFor(t, OutputProperties.MessagePropertyName)));
        var mark = new MessageTemplateParser().Parse($"{{{RecordMark.Token}}} ").Tokens;
        return [.. tokens[..place], .. mark, .. tokens[place..]];
    }

    /// <summary>Whether a token is the hole of a property.</summary>
    public static bool IsFor(MessageTemplateToken token, string property) =>
        token is PropertyToken hole && string.Equals(hole.PropertyName, property, StringComparison.Ordinal);
}
