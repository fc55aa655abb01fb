using CsCheck;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>Numbers as text: exact while there are few ranges, and never fewer or more numbers when they are merged.</summary>
public sealed class NumberRangesTests
{
    static readonly Gen<long[]> Distinct = Gen.Int[1, 400].Array[0, 300].Select(n => n.Distinct().Select(i => (long)i).ToArray());

    [Theory]
    [InlineData("17", new long[] { 17 })]
    [InlineData("17-19", new long[] { 17, 18, 19 })]
    [InlineData("3,17-19,30", new long[] { 30, 18, 3, 17, 19 })]
    [InlineData("", new long[0])]
    public void RangesAreWrittenInAscendingOrder(string text, long[] numbers) => Assert.Equal(text, Of(numbers).ToString());

    [Fact]
    public void RangesHaveExactlyTheNumbersThatWereAddedInAnyOrder() => Distinct.Sample(numbers =>
    {
        var ranges = Of(numbers);
        Assert.Equal(numbers.Order(), ranges.Ranges.SelectMany(r => Enumerable.Range((int)r.First, (int)r.Count)).Select(n => (long)n));
        Assert.All(ranges.Ranges, r => Assert.True(r.IsWhole));
        Assert.Equal(numbers.Length, ranges.Count);
    });

    [Fact]
    public void TextIsReadAsItWasWritten() => Distinct.Sample(numbers =>
    {
        var text = Of(numbers) is { IsEmpty: false } ranges ? ranges.ToString() : RunRecord.None;
        Assert.True(NumberRanges.TryParse(text, out var read));
        Assert.Equal(Of(numbers).ToString(), read.ToString());
    });

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("5-3")]
    [InlineData("5-6:3")]
    [InlineData("5-9:0")]
    [InlineData("1,")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    public void OtherTextIsRefused(string text) => Assert.False(NumberRanges.TryParse(text, out _));

    [Fact]
    public void TooManyRangesAreMergedAndKeepTheirCount()
    {
        var ranges = new NumberRanges();
        for (long number = 1; number < 100_000; number += 2) ranges.Add(number);
        Assert.Equal(50_000, ranges.Count);
        Assert.InRange(ranges.Ranges.Count, 1, NumberRanges.MostRanges);
        Assert.Equal((1, 99_999), (ranges.Ranges[0].First, ranges.Ranges[^1].Last));
        Assert.True(NumberRanges.TryParse(ranges.ToString(), out var read));
        Assert.Equal(50_000, read.Count);
        Assert.All(Enumerable.Range(1, ranges.Ranges.Count - 1), i => Assert.True(ranges.Ranges[i - 1].Last < ranges.Ranges[i].First));
    }

    [Fact]
    public void ANumberInsideAMergedRangeIsCountedInIt()
    {
        Assert.True(NumberRanges.TryParse("40-90:12", out var ranges));
        ranges.Add(50);
        ranges.Add(91);
        Assert.Equal("40-90:13,91", ranges.ToString());
    }

    static NumberRanges Of(long[] numbers)
    {
        var ranges = new NumberRanges();
        foreach (var number in numbers) ranges.Add(number);
        return ranges;
    }
}
