using System.Buffers;
using System.Text;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes JSON strings with exactly the escapes of Serilog's JSON formatter.</summary>
static class JsonText
{
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
        for (var escaped = JsonEscapes.FirstIn(text); escaped >= 0; escaped = JsonEscapes.FirstIn(text))
        {
            output.WriteText(text[..escaped]);
            WriteEscape(text[escaped], output);
            text = text[(escaped + 1)..];
        }
        output.WriteText(text);
        output.WriteByte((byte)'"');
    }

    /// <summary>Writes a name as most of them are: ASCII without escapes, with the comma before it and the colon behind it.</summary>
    /// <returns>False, with nothing written, when the name has other characters.</returns>
    public static bool TryWriteAsciiKey(string name, Utf8LineWriter output)
    {
        output.CompleteCharacter();
        var start = output.Position;
        var key = output.Reserve(name.Length + 4);
        var text = key[2..^2];
        if (Ascii.FromUtf16(name, text, out _) != OperationStatus.Done || JsonEscapes.FirstIn(text) >= 0)
        {
            output.TruncateTo(start);
            return false;
        }
        (key[0], key[1], key[^2], key[^1]) = ((byte)',', (byte)'"', (byte)'"', (byte)':');
        return true;
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
        var escaped = JsonEscapes.FirstIn(output.BytesFrom(start));
        if (escaped >= 0) EscapeFrom(start + escaped, output);
        output.WriteByte((byte)'"');
    }

    static void EscapeFrom(int position, Utf8LineWriter output)
    {
        using var cut = output.CutFrom(position);
        var text = cut.Span;
        for (var escaped = JsonEscapes.FirstIn(text); escaped >= 0; escaped = JsonEscapes.FirstIn(text))
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
