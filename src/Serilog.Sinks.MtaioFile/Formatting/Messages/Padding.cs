using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>Pads text with spaces to the width of an alignment, which counts UTF-16 code units.</summary>
static class Padding
{
    /// <summary>Pads the text that was written from <paramref name="start"/> on, where no partial character was before it.</summary>
    public static void PadFrom(int start, Alignment alignment, Utf8LineWriter output)
    {
        var length = CharsIn(output.BytesFrom(start)) + (output.HasPartialCharacter ? 1 : 0);
        if (length >= alignment.Width) return;
        var missing = alignment.Width - length;
        if (alignment.Direction == AlignmentDirection.Left) output.Reserve(missing).Fill((byte)' ');
        else output.InsertSpaces(start, missing);
    }

    public static void WritePadded(string text, Alignment alignment, Utf8LineWriter output)
    {
        var missing = text.Length < alignment.Width ? alignment.Width - text.Length : 0;
        if (missing > 0 && alignment.Direction == AlignmentDirection.Right) output.Reserve(missing).Fill((byte)' ');
        output.WriteText(text);
        if (missing > 0 && alignment.Direction == AlignmentDirection.Left) output.Reserve(missing).Fill((byte)' ');
    }

    /// <summary>The number of UTF-16 code units of a text.</summary>
    static int CharsIn(ReadOnlySpan<byte> utf8)
    {
        const byte FirstOfFour = 0xF0;
        var count = 0;
        foreach (var unit in utf8)
        {
            var isContinuation = (unit & 0xC0) == 0x80;
            if (!isContinuation) count += unit >= FirstOfFour ? 2 : 1;
        }
        return count;
    }
}
