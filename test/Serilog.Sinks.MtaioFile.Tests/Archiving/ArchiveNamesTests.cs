using System.Globalization;
using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

public sealed class ArchiveNamesTests
{
    static readonly Gen<string> FileName = Gen.OneOf("app.log", "app", ".app", "app.", "日本語.log", "app.log.1", "a b", "1", "app.gz");

    [Fact]
    public void WhatIsFormattedIsParsed() =>
        Gen.Select(FileName, Gen.OneOf(Gen.Int[1, 200], Gen.Int[1, int.MaxValue], Gen.Const(int.MaxValue)), Gen.Bool)
            .Sample((file, number, compressed) =>
        {
            var names = new ArchiveNames(file);
            var name = compressed ? names.FormatCompressed(number) : names.Format(number);
            Assert.Equal($"{file}.{number.ToString(CultureInfo.InvariantCulture)}{(compressed ? ".gz" : "")}", name);
            Assert.True(names.TryParse(name, out var parsedNumber, out var parsedCompressed));
            Assert.Equal((number, compressed), (parsedNumber, parsedCompressed));
        });

    /// <summary>Names made of the characters that archive names are made of, so that near misses are common.</summary>
    [Fact]
    public void WhatIsParsedIsExactlyWhatWouldHaveBeenFormatted() =>
        Gen.Select(Gen.Char["0123456789.gz+- \n１x"].Array[0, 12], Gen.Bool).Sample((tail, dotted) =>
        {
            var names = new ArchiveNames("app.log");
            var name = (dotted ? "app.log." : "app.log") + new string(tail);
            if (!names.TryParse(name, out var number, out var compressed)) return;
            Assert.Equal(name, compressed ? names.FormatCompressed(number) : names.Format(number));
        }, iter: 20_000);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log.")]
    [InlineData("app.log.0")]
    [InlineData("app.log.00")]
    [InlineData("app.log.01")]
    [InlineData("app.log.+1")]
    [InlineData("app.log.-1")]
    [InlineData("app.log. 1")]
    [InlineData("app.log.1 ")]
    [InlineData("app.log.1\n")]
    [InlineData("app.log.1.gz\n")]
    [InlineData("app.log.１")] // full-width digit
    [InlineData("app.log.١")] // Arabic-Indic digit
    [InlineData("app.log.1,000")]
    [InlineData("app.log.1e3")]
    [InlineData("app.log.0x1")]
    [InlineData("app.log.2147483648")]
    [InlineData("app.log.4294967297")]
    [InlineData("app.log.18446744073709551617")]
    [InlineData("app.log.1.gz.gz")]
    [InlineData("app.log..gz")]
    [InlineData("app.log.gz")]
    [InlineData("app.log.1.GZ")]
    [InlineData("app.log.1gz")]
    [InlineData("app.log.1.tmp")]
    [InlineData("app.log.1.1")]
    [InlineData("app.log.lock")]
    [InlineData("app.log1")]
    [InlineData("xapp.log.1")]
    [InlineData("APP.LOG.1")]
    [InlineData("app.txt.1")]
    [InlineData("web.config")]
    [InlineData("")]
    public void ForeignNamesAreNotParsed(string name)
    {
        Assert.False(new ArchiveNames("app.log").TryParse(name, out var number, out var compressed));
        Assert.Equal((0, false), (number, compressed));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void ThereIsNoArchiveBelowOne(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArchiveNames("app.log").Format(number));

    [Fact]
    public void OneFilesArchivesAreNotAnothers()
    {
        Assert.False(new ArchiveNames("app").TryParse("app.log.1", out _, out _));
        Assert.False(new ArchiveNames("app.log").TryParse("app.1", out _, out _));
    }
}
