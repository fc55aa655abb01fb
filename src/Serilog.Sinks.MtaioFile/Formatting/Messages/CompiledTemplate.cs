using System.Text;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A message template with everything that is the same for all its events, computed once.</summary>
sealed class CompiledTemplate
{
    byte[]? _quotedText, _eventId;
    JsonKey[]? _holeKeys;

    public CompiledTemplate(MessageTemplate template)
    {
        Template = template;
        Parts = [.. template.Tokens.Select(t => new TemplatePart(t))];
        IsPlain = template.Tokens.All(t => t is TextToken or PropertyToken);
        HolesWithFormat = Array.FindAll(Parts, p => p.Format.Text is not null);
    }

    public MessageTemplate Template { get; }

    /// <summary>Whether all tokens are Serilog's own, so that no code of the application renders them.</summary>
    public bool IsPlain { get; }

    public TemplatePart[] Parts { get; }

    public TemplatePart[] HolesWithFormat { get; }

    /// <summary>The text as a JSON string; empty when it contains an unpaired surrogate, whose bytes depend on the encoding.</summary>
    public byte[] QuotedText => _quotedText ??= JsonText.Quoted(Template.Text) ?? [];

    /// <summary>The hash of the template's text in rendered compact JSON.</summary>
    public byte[] EventId => _eventId ??= Encoding.ASCII.GetBytes($"{EventIdHash.Compute(Template.Text):x8}");

    /// <summary>The JSON keys of the holes, in the order in which a logger adds the properties to its events.</summary>
    public JsonKey[] HoleKeys => _holeKeys ??= [.. HoleNames().Distinct(StringComparer.Ordinal).Select(name => new JsonKey(name))];

    public bool HasHole(string property)
    {
        foreach (var part in Parts)
        {
            if (string.Equals(part.Property?.PropertyName, property, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    IEnumerable<string> HoleNames() => Parts.Select(p => p.Property?.PropertyName).OfType<string>();
}
