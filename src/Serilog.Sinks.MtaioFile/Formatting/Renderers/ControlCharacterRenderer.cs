using System.Buffers;
using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>Escapes control characters in what another renderer makes of an event, but for the line end behind it. In UTF-8 only.</summary>
sealed class ControlCharacterRenderer(ILineRenderer inner) : ILineRenderer
{
    /// <summary>The first bytes of all that is escaped, and of much that is not: a look at what follows decides.</summary>
    static readonly SearchValues<byte> Suspects = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(b => (byte)b), 0x7F, 0xC2, 0xE2]);

    static readonly byte[] NewLine = Encoding.ASCII.GetBytes(Environment.NewLine);

    public bool IsConcurrent => inner.IsConcurrent;

    public void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        var start = output.Position;
        inner.Render(logEvent, output);
        output.Settle();
        var line = output.WrittenSince(start);
        var body = line.EndsWith(NewLine) ? line[..^NewLine.Length] : line;
        if (body.IndexOfAny(Suspects) < 0) return;
        var rented = ArrayPool<byte>.Shared.Rent(line.Length);
        line.CopyTo(rented);
        output.TakeBack(start);
        WriteEscaped(rented.AsSpan(0, body.Length), output);
        output.WriteUtf8(rented.AsSpan(body.Length, line.Length - body.Length));
        ArrayPool<byte>.Shared.Return(rented);
    }

    static void WriteEscaped(ReadOnlySpan<byte> text, Utf8LineWriter output)
    {
        for (var suspect = text.IndexOfAny(Suspects); suspect >= 0; suspect = text.IndexOfAny(Suspects))
        {
            output.WriteUtf8(text[..suspect]);
            text = text[suspect..];
            Rune.DecodeFromUtf8(text, out var character, out var length);
            if (IsEscaped(character)) WriteEscape(character.Value, output);
            else output.WriteUtf8(text[..length]);
            text = text[length..];
        }
        output.WriteUtf8(text);
    }

    static bool IsEscaped(Rune character) =>
        Rune.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static void WriteEscape(int character, Utf8LineWriter output)
    {
        switch (character)
        {
            case '\n': output.WriteUtf8("\\n"u8); break;
            case '\r': output.WriteUtf8("\\r"u8); break;
            case '\t': output.WriteUtf8("\\t"u8); break;
            default:
                output.WriteUtf8("\\u"u8);
                output.WriteFormatted(character, "X4", CultureInfo.InvariantCulture);
                break;
        }
    }
}
