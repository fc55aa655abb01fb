using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(999_970, "1.0 MB")]
    [InlineData(12_345_678_901, "12.3 GB")]
    public void SizesHaveAUnit(long bytes, string words) => Assert.Equal(words, Words.Size(bytes));

    [Theory]
    [InlineData(0.25, "0.3 ms")]
    [InlineData(12, "12 ms")]
    [InlineData(1_500, "1.5 s")]
    [InlineData(59_970, "1 min")]
    [InlineData(60_000, "1 min")]
    [InlineData(3_599_000, "59 min 59 s")]
    [InlineData(7_260_000, "2 h 1 min")]
    [InlineData(200_000_000, "2 days 7 h")]
    public void DurationsHaveAUnit(double milliseconds, string words) =>
        Assert.Equal(words, Words.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(0, 0, "–")]
    [InlineData(0, 5, "0 %")]
    [InlineData(1, 5000, "< 0.1 %")]
    [InlineData(1, 3, "33.3 %")]
    [InlineData(3, 3, "100 %")]
    public void SharesArePercent(long part, long whole, string words) => Assert.Equal(words, Words.Percent(part, whole));
}
