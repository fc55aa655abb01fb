using System.Globalization;
using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Bytes;

/// <summary>The writer that encodes text directly to UTF-8.</summary>
public sealed class Utf8LineWriterTests
{
    static readonly Encoding[] Encodings =
        [new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, Encoding.ASCII];

    /// <summary>Texts in which surrogate pairs, unpaired surrogates, and characters of one to four bytes meet.</summary>
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["ab\n\0é€\uD83D\uDE00\uFEFF\uFFFF"], 0, 40],
        Gen.String[Gen.Char["€\uD83D\uDE00"], 8180, 8210]);

    static readonly Gen<int[]> Cuts = Gen.Int[0, 12].Array[0, 40];

    [Fact]
    public void TheBytesAreThoseOfTheWholeTextHoweverItIsSplitIntoWrites() =>
        Gen.Select(Gen.OneOf(Encodings), Gen.Select(Text, Cuts).Array[1, 4]).Sample((encoding, texts) =>
        {
            var lines = new EncodedLines(encoding);
            var writer = lines.Writer;
            foreach (var (text, cuts) in texts)
            {
                WriteInParts(writer, text, cuts);
                writer.EndLine();
            }
            Assert.Equal(texts.Length, lines.Count);
            for (var i = 0; i < texts.Length; i++) Assert.Equal(encoding.GetBytes(texts[i].Item1), lines.Lines(i, i + 1).ToArray());
        }, iter: 1000);

    [Fact]
    public void ADiscardedLineLeavesNoTraceInTheNext() =>
        Gen.Select(Gen.OneOf(Encodings), Text, Text, Text).Sample((encoding, first, discarded, next) =>
        {
            var lines = new EncodedLines(encoding);
            var writer = lines.Writer;
            writer.Write(first);
            writer.EndLine();
            writer.Write(discarded);
            writer.DiscardLine();
            writer.Write(next);
            writer.EndLine();
            Assert.Equal(2, lines.Count);
            Assert.Equal([.. encoding.GetBytes(first), .. encoding.GetBytes(next)], lines.Lines(0, 2).ToArray());
        }, iter: 300);

    [Fact]
    public void EachLineCanBeReadAndTheBufferIsReused()
    {
        var lines = new EncodedLines(Encodings[0]);
        var writer = lines.Writer;
        for (var run = 0; run < 3; run++)
        {
            foreach (var text in new[] { "one", "", "€" })
            {
                writer.Write(text);
                writer.EndLine();
            }
            Assert.Equal([(0, 3), (3, 3), (3, 6)], Enumerable.Range(0, lines.Count).Select(i => (lines.StartOf(i), lines.EndOf(i))));
            Assert.Equal("one€"u8, lines.Lines(0, 3));
            Assert.Empty(lines.Lines(2, 2).ToArray());
            lines.Clear();
            Assert.Equal((0, 0), (lines.Count, lines.Length));
        }
    }

    [Fact]
    public void NumbersAreWrittenInTheInvariantCulture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            var lines = new EncodedLines(Encodings[0]);
            var writer = lines.Writer;
            writer.Write(-1.5);
            writer.Write(' ');
            writer.Write(1_000_000);
            writer.WriteLine("{0:0.0}", 2.5);
            writer.EndLine();
            Assert.Equal("-1.5 1000000" + "2.5" + Environment.NewLine, Encoding.UTF8.GetString(lines.Lines(0, 1)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void NullsAreNotWritten()
    {
        var lines = new EncodedLines(Encodings[0]);
        var writer = lines.Writer;
        writer.Write((string?)null);
        writer.Write((char[]?)null);
        writer.Write((object?)null);
        writer.Flush();
        writer.EndLine();
        Assert.Equal((1, 0), (lines.Count, lines.Length));
    }

    /// <summary>Writes each part with another overload.</summary>
    static void WriteInParts(Utf8LineWriter writer, string text, int[] cuts)
    {
        var start = 0;
        foreach (var cut in cuts)
        {
            var part = text[start..Math.Min(text.Length, start + cut)];
            start += part.Length;
            switch (cut % 4)
            {
                case 0:
                    foreach (var c in part) writer.Write(c);
                    break;
                case 1:
                    writer.Write(part);
                    break;
                case 2:
                    writer.Write(part.ToCharArray(), 0, part.Length);
                    break;
                default:
                    writer.Write(part.AsSpan());
                    break;
            }
        }
        writer.Write(text[start..]);
    }
}
