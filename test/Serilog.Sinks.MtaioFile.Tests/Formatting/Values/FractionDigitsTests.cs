using CsCheck;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>The digits of fractions of a second.</summary>
public sealed class FractionDigitsTests
{
    [Fact]
    public void DigitsAreCutOffNotRounded() =>
        Gen.Select(Gen.Int[0, 9_999_999], Gen.Int[0, 7]).Sample((ticks, digits) =>
        {
            var text = new byte[digits];
            FractionDigits.Write(ticks, text);
            Assert.Equal(ticks.ToString("D7")[..digits], System.Text.Encoding.ASCII.GetString(text));
            Assert.True(FractionDigits.Matches(ticks, text));
        }, iter: 2000);

    [Theory]
    [InlineData("12")]
    [InlineData("0123456")]
    [InlineData("12345678")]
    public void OtherDigitsDoNotMatch(string text) => Assert.False(FractionDigits.Matches(1_300_000, [.. text.Select(c => (byte)c)]));
}
