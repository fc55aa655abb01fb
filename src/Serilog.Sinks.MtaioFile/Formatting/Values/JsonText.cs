using System.Buffers;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes JSON strings with exactly the escapes of Serilog's JSON formatter.</summary>
static class JsonText
{
    /// <summary>The characters to escape: control characters of ASCII, quotation mark, backslash.</summary>
    static readonly char[] Escaped = [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\'];

    static readonly SearchValues<char> EscapedChars = SearchValues.Create(Escaped);
    static readonly SearchValues<byte> EscapedBytes = SearchValues.Create(Array.ConvertAll(Escaped, c => (byte)c));

    /// <summary>The text as a JSON string in UTF-8; null when it contains an unpaired surrogate.</summary>
    public static byte[]? Quoted(string text)
    {
        using var quoted = new StringWriter();
        JsonValueFormatter.WriteQuotedJsonString(text, quoted);
        return Utf8Text.BytesOf(quoted.ToString());
    }

    public static void WriteQuoted(string text, Utf8LineWriter output)
    {
        // A type's ToString may return null. Serilog throws then, too.
        ArgumentNullException.ThrowIfNull(text);
        WriteQuoted(text.AsSpan(), output);
    }

    public static void WriteQuoted(ReadOnlySpan<char> text, Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        for (var escaped = text.IndexOfAny(EscapedChars); escaped >= 0; escaped = text.IndexOfAny(EscapedChars))
        {
            output.WriteText(text[..escaped]);
            WriteEscape(text[escaped], output);
            text = text[(escaped + 1)..];
        }
        output.WriteText(text);
        output.WriteByte((byte)'"');
    }

    /// <summary>Begins a JSON string whose text the caller then writes without escapes.</summary>
    /// <returns>Where the text begins, for <see cref="End"/>.</returns>
    public static int Begin(Utf8LineWriter output)
    {
        output.WriteByte((byte)'"');
        return output.Position;
    }

    /// <summary>Ends a JSON string: escapes the text that was written from <paramref name="start"/> on.</summary>
    public static void End(int start, Utf8LineWriter output)
    {
        output.CompleteCharacter();
        var escaped = output.BytesFrom(start).IndexOfAny(EscapedBytes);
        if (escaped >= 0) EscapeFrom(start + escaped, output);
        output.WriteByte((byte)'"');
    }

    static void EscapeFrom(int position, Utf8LineWriter output)
    {
        using var cut = output.CutFrom(position);
        var text = cut.Span;
        for (var escaped = text.IndexOfAny(EscapedBytes); escaped >= 0; escaped = text.IndexOfAny(EscapedBytes))
        {
            output.WriteUtf8(text[..escaped]);
            WriteEscape((char)text[escaped], output);
            text = text[(escaped + 1)..];
        }
        output.WriteUtf8(text);
    }

    static void WriteEscape(char character, Utf8LineWriter output)
    {
        switch (character)
        {
            case '"': output.WriteUtf8("\\\""u8); break;
            case '\\': output.WriteUtf8("\\\\"u8); break;
            case '\f': output.WriteUtf8("\\f"u8); break;
            default: CharacterEscape.Write(character, output); break;
        }
    }
}
