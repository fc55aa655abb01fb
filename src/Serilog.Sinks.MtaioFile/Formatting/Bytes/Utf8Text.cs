using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Bytes;

/// <summary>Encodes text that is the same for all events, once.</summary>
static class Utf8Text
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// Whether an encoding is .NET's UTF-8. It must replace an unpaired surrogate by U+FFFD or refuse it, as our own renderers do.
    /// </summary>
    public static bool IsUtf8(Encoding encoding) =>
        (encoding.GetType() == typeof(UTF8Encoding) || encoding.GetType() == Encoding.UTF8.GetType())
        && encoding.EncoderFallback is EncoderExceptionFallback or EncoderReplacementFallback { DefaultString: "\uFFFD" };

    /// <summary>
    /// The bytes of a text; null when it contains an unpaired surrogate, whose bytes depend on the text around it and on the encoding.
    /// </summary>
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
}
