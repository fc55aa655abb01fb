using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>The texts and holes of a template, as Serilog has parsed them.</summary>
static class TemplateTokens
{
    /// <summary>The tokens as the array that they are: enumerating them through the interface would allocate.</summary>
    public static MessageTemplateToken[] Of(MessageTemplate template) => template.Tokens as MessageTemplateToken[] ?? [.. template.Tokens];

    /// <summary>Whether all tokens are Serilog's own, so that no code of the application renders them.</summary>
    public static bool ArePlain(MessageTemplateToken[] tokens)
    {
        foreach (var token in tokens)
        {
            if (token is not (TextToken or PropertyToken)) return false;
        }
        return true;
    }

    /// <summary>Adds the names of the holes to a set.</summary>
    /// <returns>The set.</returns>
    public static HashSet<string> AddHoles(MessageTemplateToken[] tokens, HashSet<string> names)
    {
        foreach (var token in tokens)
        {
            if (token is PropertyToken hole) names.Add(hole.PropertyName);
        }
        return names;
    }

    /// <summary>Writes a token as the template has it. When an event lacks a property, the hole is written so, as <c>{Name}</c>.</summary>
    public static void WriteText(MessageTemplateToken token, Utf8LineWriter output)
    {
        if (token is TextToken or PropertyToken) output.WriteText(token.ToString());
        else throw new NotSupportedException("a message template with a token of an unknown type");
    }
}
