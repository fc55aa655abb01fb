using System.Text;
using Serilog.Formatting.Json;

namespace Serilog.Sinks.MtaioFile.Formatting;

/// <summary>Text that is turned into UTF-8 once, for all events.</summary>
static class Utf8Text
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Null when the text has half a surrogate pair, of which the other half may be somewhere else.</summary>
    public static byte[]? BytesOf(string text)
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

    /// <summary>The text as a JSON string.</summary>
    public static byte[]? Quoted(string text)
    {
        using var quoted = new StringWriter();
        JsonValueFormatter.WriteQuotedJsonString(text, quoted);
        return BytesOf(quoted.ToString());
    }
}
