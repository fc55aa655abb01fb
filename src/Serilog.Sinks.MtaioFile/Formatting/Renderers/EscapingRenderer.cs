using System.Buffers;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Escapes the control characters that another renderer writes, except the line end behind the event. For UTF-8 only.</summary>
/// <param name="inner">The other renderer.</param>
/// <param name="newLine">The line end of the system. A line feed alone is a line end on every system.</param>
sealed class EscapingRenderer(ILineRenderer inner, string newLine) : ILineRenderer
{
    readonly byte[] _newLine = Encoding.UTF8.GetBytes(newLine);

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
        var bodyLength = line.Length - LineEndLengthOf(line);
        if (line[..bodyLength].IndexOfAny(Candidates) < 0) return;
        using var cut = output.CutFrom(start);
        WriteEscaped(cut.Span[..bodyLength], output);
        output.WriteUtf8(cut.Span[bodyLength..]);
    }

    int LineEndLengthOf(ReadOnlySpan<byte> line)
    {
        if (line.EndsWith(_newLine)) return _newLine.Length;
        return line is [.., (byte)'\n'] ? 1 : 0;
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
