using System.Text;
using Serilog.Formatting.Json;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>Text that is turned into UTF-8 once, for all events.</summary>
static class Utf8Text
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 in which half a surrogate pair becomes the replacement character, or is refused.</summary>
    public static bool IsUtf8(Encoding encoding) =>
        (encoding.GetType() == typeof(UTF8Encoding) || encoding.GetType() == Encoding.UTF8.GetType())
        && encoding.EncoderFallback is EncoderExceptionFallback or EncoderReplacementFallback { DefaultString: "\uFFFD" };

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
