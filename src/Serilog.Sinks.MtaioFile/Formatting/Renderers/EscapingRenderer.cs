using System.Buffers;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Escapes the control characters that another renderer writes, except the line end behind the event. For UTF-8 only.</summary>
sealed class EscapingRenderer(ILineRenderer inner) : ILineRenderer
{
    /// <summary>The first bytes of all escaped characters. Other characters share some of them, so the character itself decides.</summary>
    static readonly SearchValues<byte> Candidates =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(b => (byte)b), 0x7F, 0xC2, 0xE2]);

    public bool IsThreadSafe => inner.IsThreadSafe;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        inner.Render(logEvent, output);
        output.CompleteCharacter();
        var line = output.BytesFrom(start);
        var bodyLength = line.EndsWith(Utf8Text.NewLine) ? line.Length - Utf8Text.NewLine.Length : line.Length;
        if (line[..bodyLength].IndexOfAny(Candidates) < 0) return;
        using var cut = output.CutFrom(start);
        WriteEscaped(cut.Span[..bodyLength], output);
        output.WriteUtf8(cut.Span[bodyLength..]);
    }

    static void WriteEscaped(ReadOnlySpan<byte> text, Utf8LineWriter output)
    {
        for (var candidate = text.IndexOfAny(Candidates); candidate >= 0; candidate = text.IndexOfAny(Candidates))
        {
            output.WriteUtf8(text[..candidate]);
            text = text[candidate..];
            Rune.DecodeFromUtf8(text, out var character, out var length);
            if (IsEscaped(character)) CharacterEscape.Write(character.Value, output);
            else output.WriteUtf8(text[..length]);
            text = text[length..];
        }
        output.WriteUtf8(text);
    }

    static bool IsEscaped(Rune character) => Rune.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
