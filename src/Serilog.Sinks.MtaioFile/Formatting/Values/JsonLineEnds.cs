using System.Text;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Escapes U+0085, U+2028 and U+2029 in JSON. JSON allows them in its strings, but many programs end a line at them. They occur in strings
/// alone, and never behind a backslash, so the escapes do not change the values.
/// </summary>
static class JsonLineEnds
{
    /// <summary>The first bytes of the characters. Other characters share them, so the bytes behind them decide.</summary>
    const byte FirstOfTwo = 0xC2, FirstOfThree = 0xE2;

    static ReadOnlySpan<byte> NextLine => "\u0085"u8;

    static ReadOnlySpan<byte> LineSeparator => "\u2028"u8;

    static ReadOnlySpan<byte> ParagraphSeparator => "\u2029"u8;

    /// <summary>Escapes the three in the JSON that was written from <paramref name="start"/> on. For UTF-8 only.</summary>
    public static void EscapeFrom(int start, Utf8LineWriter output)
    {
        output.CompleteCharacter();
        var found = IndexIn(output.BytesFrom(start));
        if (found < 0) return;
        using var cut = output.CutFrom(start);
        var rest = cut.Span;
        for (; found >= 0; found = IndexIn(rest))
        {
            output.WriteUtf8(rest[..found]);
            Rune.DecodeFromUtf8(rest[found..], out var character, out var length);
            CharacterEscape.Write(character.Value, output);
            rest = rest[(found + length)..];
        }
        output.WriteUtf8(rest);
    }

    static int IndexIn(ReadOnlySpan<byte> json)
    {
        for (var start = 0; ; start++)
        {
            var candidate = json[start..].IndexOfAny(FirstOfTwo, FirstOfThree);
            if (candidate < 0) return -1;
            start += candidate;
            var rest = json[start..];
            if (rest.StartsWith(NextLine) || rest.StartsWith(LineSeparator) || rest.StartsWith(ParagraphSeparator)) return start;
        }
    }
}
