using System.Text;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>A message template with everything that can be known of it before any event comes.</summary>
sealed class CompiledTemplate
{
    byte[]? _quoted, _eventId;
    JsonKey[]? _keys;

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

    /// <summary>The text of the template as a JSON string; empty when it has half a surrogate pair, of which the encoding decides.</summary>
    public byte[] Quoted => _quoted ??= Utf8Text.Quoted(Template.Text) ?? [];

    /// <summary>The number that stands for the template in rendered compact JSON.</summary>
    public byte[] EventId => _eventId ??= Encoding.ASCII.GetBytes($"{EventIdHash.Compute(Template.Text):x8}");

    /// <summary>The names in the holes, in the order in which a logger puts them into its events.</summary>
    public JsonKey[] Keys => _keys ??= [.. Parts.Select(p => p.Property?.PropertyName).OfType<string>().Distinct(StringComparer.Ordinal).Select(name => new JsonKey(name))];

    /// <summary>Whether a property has a hole in the template.</summary>
    public bool Names(string property)
    {
        foreach (var part in Parts)
        {
            if (string.Equals(part.Property?.PropertyName, property, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
