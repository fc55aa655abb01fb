using System.Text;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A message template with everything that is the same for all its events, computed once.</summary>
sealed class CompiledTemplate
{
    byte[]? _quotedText, _eventId;
    JsonKey[]? _holeKeys;
    HashSet<string>? _holeNames;

    public CompiledTemplate(MessageTemplate template)
    {
        Template = template;
        Parts = Array.ConvertAll(TemplateTokens.Of(template), token => new TemplatePart(token));
        HolesWithFormat = Array.FindAll(Parts, p => p.Format.Text is not null);
    }

    public MessageTemplate Template { get; }

    public TemplatePart[] Parts { get; }

    public TemplatePart[] HolesWithFormat { get; }

    /// <summary>The text as a JSON string; empty when it contains an unpaired surrogate, whose bytes depend on the encoding.</summary>
    public byte[] QuotedText => _quotedText ??= JsonText.Quoted(Template.Text) ?? [];

    /// <summary>The hash of the template's text in rendered compact JSON.</summary>
    public byte[] EventId => _eventId ??= Encoding.ASCII.GetBytes($"{EventIdHash.Compute(Template.Text):x8}");

    /// <summary>The JSON keys of the holes, in the order in which a logger adds the properties to its events.</summary>
    public JsonKey[] HoleKeys => _holeKeys ??= KeysOf(Parts);

    public HashSet<string> HoleNames => _holeNames ??= TemplateTokens.AddHoles(TemplateTokens.Of(Template), []);

    static JsonKey[] KeysOf(TemplatePart[] parts)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var keys = new List<JsonKey>();
        foreach (var part in parts)
        {
            if (part.Hole is { } hole && names.Add(hole.PropertyName)) keys.Add(new JsonKey(hole.PropertyName));
        }
        return [.. keys];
    }
}
