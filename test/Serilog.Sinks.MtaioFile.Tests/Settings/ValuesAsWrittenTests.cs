using System.Text;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Values are read as people write them.</summary>
public sealed class ValuesAsWrittenTests
{
    [Theory]
    [InlineData("10000000", 10_000_000)]
    [InlineData("\"10MB\"", 10_000_000)]
    [InlineData("\"10 mb\"", 10_000_000)]
    [InlineData("\"512KiB\"", 524_288)]
    [InlineData("\"1.5GB\"", 1_500_000_000)]
    [InlineData("\"1_000_000\"", 1_000_000)]
    public void Sizes(string json, long expected) =>
        Assert.Equal(expected, OptionsProbe.Read($"\"maxBytes\": {json}").Get<long?>("maxBytes", null));

    [Theory]
    [InlineData("\"none\"")]
    [InlineData("\"None\"")]
    public void NoLimit(string json) => Assert.Null(OptionsProbe.Read($"\"maxBytes\": {json}").Get<long?>("maxBytes", 1));

    [Theory]
    [InlineData("\"5s\"", 5)]
    [InlineData("\"00:00:05\"", 5)]
    [InlineData("\"10m\"", 600)]
    [InlineData("\"2h\"", 7_200)]
    [InlineData("\"30d\"", 2_592_000)]
    [InlineData("\"30.00:00:00\"", 2_592_000)]
    [InlineData("\"1.02:03:04\"", 93_784)]
    [InlineData("\"23:59:59\"", 86_399)]
    [InlineData("0", 0)]
    public void Times(string json, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), OptionsProbe.Bind<RotationOptions>($$"""{ "retainedAge": {{json}} }""").RetainedAge);

    [Theory]
    [InlineData("Day", "Day")]
    [InlineData("infinite", "None")]
    [InlineData("none", "None")]
    [InlineData("6h", "6h")]
    [InlineData("day 03:00", "Day 03:00")]
    public void IntervalTexts(string text, string interval) =>
        Assert.Equal(
            interval, OptionsProbe.Read($"\"interval\": \"{text}\"").Get("interval", RotationInterval.Year).ToString());

    [Fact]
    public void ATimeWithoutEnd() =>
        Assert.Equal(
            TimeSpan.MaxValue, OptionsProbe.Bind<MtaioFileOptions>("""{ "retryTimeLimit": "infinite" }""").RetryTimeLimit);

    [Theory]
    [InlineData("0640")]
    [InlineData("u=rw,g=r")]
    [InlineData("UserRead, UserWrite, GroupRead")]
    public void FileModes(string text) =>
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead,
            OptionsProbe.Read($"\"fileMode\": \"{text}\"").Options.FileMode);

    [Theory]
    [InlineData("utf-16", 1200)]
    [InlineData("iso-8859-2", 28592)]
    [InlineData("utf-8", 65001)]
    [InlineData("System.Text.Encoding::Unicode", 1200)]
    public void Encodings(string text, int codePage)
    {
        var encoding = OptionsProbe.Read($"\"encoding\": \"{text}\"").Options.Encoding;
        Assert.Equal(codePage, encoding.CodePage);
        if (codePage == Encoding.UTF8.CodePage) Assert.Equal(0, encoding.Preamble.Length);
    }

    [Fact]
    public void OptionsMayBeInArgsItself()
    {
        var options = OptionsProbe.Read("\"append\": false, \"flushOnLevel\": \"none\", \"options\": { \"append\": \"FALSE\" }").Options;
        Assert.False(options.Append);
        Assert.Null(options.FlushOnLevel);
    }
}
