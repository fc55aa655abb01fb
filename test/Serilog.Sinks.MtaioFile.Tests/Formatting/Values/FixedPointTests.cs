using System.Globalization;
using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Tests.Formatting.Generators;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>Our digits of doubles against those of .NET.</summary>
public sealed class FixedPointTests
{
    const int AtOnce = 1000;

    static readonly string[] Formats =
    [
        .. Enumerable.Range(0, FixedPoint.MostDecimals + 1).Select(d => d == 0 ? "0" : "0." + new string('0', d)),
    ];

    delegate bool TryFormat(double value, int decimals, Span<byte> target, out int written);

    [Fact]
    public void DigitsBehindThePointAreThoseOfDotNet() =>
        Gen.Select(RandomNumbers.Double, Gen.Int[0, FixedPoint.MostDecimals]).Array[AtOnce].Sample(
            cases => Array.ForEach(cases, c => AssertSame(FixedPoint.TryFormat, c.Item1, c.Item2, Formats[c.Item2])), iter: 800);

    [Fact]
    public void TheShortestDigitsAreThoseOfDotNet() =>
        RandomNumbers.Double.Array[AtOnce].Sample(
            values => Array.ForEach(values, v => AssertSame(Shortest, v, 0, "R")), iter: 800);

    [Theory]
    [InlineData(12.346, 2)]
    [InlineData(0.51, 0)]
    [InlineData(1, 4)]
    [InlineData(34.5, 4)]
    [InlineData(999.99999, 3)]
    [InlineData(123456789.125, 1)]
    public void WhatIsCommonIsWrittenHere(double value, int decimals)
    {
        Assert.True(FixedPoint.TryFormat(value, decimals, new byte[32], out _));
        AssertSame(FixedPoint.TryFormat, value, decimals, Formats[decimals]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(34.5)]
    [InlineData(0.001)]
    [InlineData(123456.789012)]
    public void WhatHasFewDigitsIsWrittenHere(double value)
    {
        Assert.True(FixedPoint.TryFormatShortest(value, new byte[32], out _));
        AssertSame(Shortest, value, 0, "R");
    }

    [Theory]
    [InlineData(0.125, 2)]
    [InlineData(1.005, 2)]
    [InlineData(-1, 2)]
    [InlineData(double.NaN, 2)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(1e12, 2)]
    public void WhatIsInDoubtIsLeftToDotNet(double value, int decimals) =>
        Assert.False(FixedPoint.TryFormat(value, decimals, new byte[32], out _));

    static bool Shortest(double value, int decimals, Span<byte> target, out int written) =>
        FixedPoint.TryFormatShortest(value, target, out written);

    static void AssertSame(TryFormat tryFormat, double value, int decimals, string format)
    {
        Span<byte> actual = stackalloc byte[32];
        if (!tryFormat(value, decimals, actual, out var written)) return;
        Span<byte> expected = stackalloc byte[64];
        value.TryFormat(expected, out var length, format, CultureInfo.InvariantCulture);
        if (actual[..written].SequenceEqual(expected[..length])) return;
        var (ours, theirs) = (Encoding.ASCII.GetString(actual[..written]), Encoding.ASCII.GetString(expected[..length]));
        Assert.Fail($"{value:R} as {format}: {ours} instead of {theirs}");
    }
}
