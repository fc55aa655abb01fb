using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>Fills what is too short for its alignment with spaces.</summary>
static class Padding
{
    /// <summary>Aligns what was written since <paramref name="start"/>, where no character was begun.</summary>
    public static void Align(int start, Alignment alignment, Utf8LineWriter output)
    {
        var length = CharsIn(output.WrittenSince(start)) + (output.MayBePending ? 1 : 0);
        if (length >= alignment.Width) return;
        var missing = alignment.Width - length;
        if (alignment.Direction == AlignmentDirection.Left) output.Claim(missing).Fill((byte)' ');
        else output.InsertSpaces(start, missing);
    }

    public static void Write(string text, Alignment alignment, Utf8LineWriter output)
    {
        var missing = text.Length < alignment.Width ? alignment.Width - text.Length : 0;
        if (missing > 0 && alignment.Direction == AlignmentDirection.Right) output.Claim(missing).Fill((byte)' ');
        output.WriteText(text);
        if (missing > 0 && alignment.Direction == AlignmentDirection.Left) output.Claim(missing).Fill((byte)' ');
    }

    /// <summary>How many UTF-16 units the text has, as that is what alignment counts.</summary>
    static int CharsIn(ReadOnlySpan<byte> utf8)
    {
        const byte FirstOfFour = 0xF0;
        var count = 0;
        foreach (var unit in utf8)
        {
            var continues = (unit & 0xC0) == 0x80;
            if (!continues) count += unit >= FirstOfFour ? 2 : 1;
        }
        return count;
    }
}
