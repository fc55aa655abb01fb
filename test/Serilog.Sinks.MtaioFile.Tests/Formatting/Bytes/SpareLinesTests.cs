using System.Text;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Bytes;

/// <summary>The buffers that the sinks of a process share. Each test has an encoding of its own, and so lines of its own.</summary>
public sealed class SpareLinesTests
{
    const int Megabyte = 1024 * 1024;

    [Fact]
    public void LinesThatWerePutBackAreTakenAgainAndAreEmpty()
    {
        var encoding = new OwnEncoding();
        var lines = Filled(encoding, 2 * Megabyte);
        // What other tests have put back may have used up the limit.
        SpareLines.Clear();
        SpareLines.PutBack(lines);
        var again = SpareLines.Take(encoding);
        Assert.Same(lines, again);
        Assert.Equal((0, 0), (again.Count, again.Length));
        Assert.NotSame(lines, SpareLines.Take(encoding));
    }

    [Fact]
    public void ABufferThatGrewForOneHugeLineIsReleased()
    {
        var encoding = new OwnEncoding();
        SpareLines.PutBack(Filled(encoding, 16 * Megabyte));
        Assert.InRange(SpareLines.Take(encoding).Capacity, 1, Megabyte);
    }

    [Fact]
    public void AllBuffersTogetherHaveALimit()
    {
        var encoding = new OwnEncoding();
        EncodedLines[] many = [.. Enumerable.Range(0, 20).Select(_ => Filled(encoding, 2 * Megabyte))];
        foreach (var lines in many) SpareLines.PutBack(lines);
        Assert.InRange(SpareLines.Bytes, 0, SpareLines.MostBytes);
        // So that other tests, which run at the same time, find room.
        while (many.Contains(SpareLines.Take(encoding)))
        {
        }
    }

    static EncodedLines Filled(Encoding encoding, int length)
    {
        var lines = SpareLines.Take(encoding);
        lines.Writer.Write(new string('x', length));
        lines.Writer.EndLine();
        Assert.Equal(length, lines.SizeOf(0));
        return lines;
    }

    /// <summary>Equal to no other encoding.</summary>
    sealed class OwnEncoding : ASCIIEncoding
    {
        public override bool Equals(object? value) => ReferenceEquals(this, value);

        public override int GetHashCode() => 1;
    }
}
