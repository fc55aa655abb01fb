using System.Text;
using CsCheck;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Messages;

/// <summary>Widths count UTF-16 code units as in .NET, not bytes.</summary>
public sealed class PaddingTests
{
    static readonly Gen<Alignment> Alignments = Gen.Select(
        Gen.Enum<AlignmentDirection>(), Gen.Int[0, 30], (direction, width) => new Alignment(direction, width));

    [Fact]
    public void TextIsPaddedAfterItWasWritten() =>
        Gen.Select(RandomText.Any, RandomText.Any, RandomText.Any, Alignments).Sample((before, text, after, alignment) =>
            AssertSame(before, text, after, alignment, writer =>
            {
                // As the renderers do: text behind a partial character cannot be padded once it is written.
                if (writer.HasPartialCharacter) Padding.WritePadded(text, alignment, writer);
                else WriteAndPad(text, alignment, writer);
            }), iter: 5000);

    [Fact]
    public void TextIsPaddedWhileItIsWritten() =>
        Gen.Select(RandomText.Any, RandomText.Any, RandomText.Any, Alignments).Sample((before, text, after, alignment) =>
            AssertSame(before, text, after, alignment, writer => Padding.WritePadded(text, alignment, writer)), iter: 5000);

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    public void ANegativeWidthAddsNoPadding(int width)
    {
        var alignment = new Alignment(AlignmentDirection.Right, width);
        AssertSame("", "text", "", alignment, writer => WriteAndPad("text", alignment, writer));
        AssertSame("", "text", "", alignment, writer => Padding.WritePadded("text", alignment, writer));
    }

    static void WriteAndPad(string text, Alignment alignment, Utf8LineWriter writer)
    {
        var start = writer.Position;
        writer.WriteText(text);
        Padding.PadFrom(start, alignment, writer);
    }

    static void AssertSame(string before, string text, string after, Alignment alignment, Action<Utf8LineWriter> write)
    {
        var lines = new EncodedLines(LibraryOutput.Utf8);
        lines.Writer.Write(before);
        write(lines.Writer);
        lines.Writer.Write(after);
        lines.Writer.EndLine();
        var width = Math.Max(0, alignment.Width);
        var padded = alignment.Direction == AlignmentDirection.Left ? text.PadRight(width) : text.PadLeft(width);
        Assert.Equal(LibraryOutput.Utf8.GetBytes(before + padded + after), lines.Lines(0, 1).ToArray());
    }
}
