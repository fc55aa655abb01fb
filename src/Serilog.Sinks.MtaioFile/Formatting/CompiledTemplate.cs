using System.Text;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>A message template with everything that can be known of it before any event comes.</summary>
sealed class CompiledTemplate
{
    byte[]? _quoted, _eventId;

    public CompiledTemplate(MessageTemplate template)
    {
        Template = template;
        Parts = [.. template.Tokens.Select(t => new TemplatePart(t))];
        Formatted = Array.FindAll(Parts, p => p.Format.Text is not null);
    }

    public MessageTemplate Template { get; }

    public TemplatePart[] Parts { get; }

    /// <summary>The holes that have a format.</summary>
    public TemplatePart[] Formatted { get; }

    /// <summary>The text of the template as a JSON string.</summary>
    public byte[] Quoted => _quoted ??= Rendered(w => JsonText.WriteQuoted(Template.Text, w));

    /// <summary>The number that stands for the template in rendered compact JSON.</summary>
    public byte[] EventId => _eventId ??= Encoding.ASCII.GetBytes($"{EventIdHash.Compute(Template.Text):x8}");

    /// <summary>Whether a property has a hole in the template.</summary>
    public bool Names(string property) => Array.Exists(Parts, p => string.Equals(p.Property?.PropertyName, property, StringComparison.Ordinal));

    static byte[] Rendered(Action<Utf8LineWriter> write)
    {
        var lines = new EncodedLines(Encoding.UTF8);
        write(lines.Writer);
        lines.Writer.EndLine();
        return lines.Lines(0, 1).ToArray();
    }
}
