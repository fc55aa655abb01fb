using System.Globalization;
using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>Compares our digits of doubles with those of .NET.</summary>
public sealed class FixedPointTests
{
    const int CasesPerSample = 1000;

    static readonly string[] Formats =
        [.. Enumerable.Range(0, FixedPoint.MaxDecimals + 1).Select(d => d == 0 ? "0" : "0." + new string('0', d))];

    delegate bool TryFormat(double value, int decimals, Span<byte> target, out int written);

    [Fact]
    public void TheDecimalsAreThoseOfDotNet() =>
        Gen.Select(RandomNumbers.Double, Gen.Int[0, FixedPoint.MaxDecimals]).Array[CasesPerSample].Sample(
            cases => Array.ForEach(cases, c => AssertSame(FixedPoint.TryFormat, c.Item1, c.Item2, Formats[c.Item2])), iter: 800);

    [Fact]
    public void TheShortestDigitsAreThoseOfDotNet() =>
        RandomNumbers.Double.Array[CasesPerSample].Sample(
            values => Array.ForEach(values, v => AssertSame(Shortest, v, 0, "R")), iter: 800);

    [Theory]
    [InlineData(12.346, 2)]
    [InlineData(0.51, 0)]
    [InlineData(1, 4)]
    [InlineData(34.5, 4)]
    [InlineData(999.99999, 3)]
    [InlineData(123456789.125, 1)]
    public void CommonNumbersAreNotLeftToDotNet(double value, int decimals)
    {
        Assert.True(FixedPoint.TryFormat(value, decimals, new byte[FixedPoint.MaxBytes], out _));
        AssertSame(FixedPoint.TryFormat, value, decimals, Formats[decimals]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(34.5)]
    [InlineData(0.001)]
    [InlineData(123456.789012)]
    public void NumbersWithFewDecimalsAreNotLeftToDotNet(double value)
    {
        Assert.True(FixedPoint.TryFormatShortest(value, new byte[FixedPoint.MaxBytes], out _));
        AssertSame(Shortest, value, 0, "R");
    }

    [Theory]
    [InlineData(0.125, 2)]
    [InlineData(1.005, 2)]
    [InlineData(-1, 2)]
    [InlineData(double.NaN, 2)]
    [InlineData(double.PositiveInfinity, 2)]
    [InlineData(1e12, 2)]
    public void NumbersWhoseRoundingIsInDoubtAreLeftToDotNet(double value, int decimals) =>
        Assert.False(FixedPoint.TryFormat(value, decimals, new byte[FixedPoint.MaxBytes], out _));

    static bool Shortest(double value, int decimals, Span<byte> target, out int written) =>
        FixedPoint.TryFormatShortest(value, target, out written);

    static void AssertSame(TryFormat tryFormat, double value, int decimals, string format)
    {
        Span<byte> actual = stackalloc byte[FixedPoint.MaxBytes];
        if (!tryFormat(value, decimals, actual, out var written)) return;
        Span<byte> expected = stackalloc byte[64];
        value.TryFormat(expected, out var length, format, CultureInfo.InvariantCulture);
        if (actual[..written].SequenceEqual(expected[..length])) return;
        var (ours, theirs) = (Encoding.ASCII.GetString(actual[..written]), Encoding.ASCII.GetString(expected[..length]));
        Assert.Fail($"{value:R} as {format}: {ours} instead of {theirs}");
    }
}
