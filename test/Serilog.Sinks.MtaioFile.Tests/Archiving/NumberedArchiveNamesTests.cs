using System.Globalization;
using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Names of archives with a number, for instance <c>app.log.1.gz</c>.</summary>
public sealed class NumberedArchiveNamesTests
{
    static readonly Gen<string> FileName =
        Gen.OneOf("app.log", "app", ".app", "app.", "日本語.log", "app.log.1", "a b", "1", "app.gz", "app.br");

    static readonly Gen<int> Numbers = Gen.OneOf(Gen.Int[1, 200], Gen.Int[1, int.MaxValue], Gen.Const(int.MaxValue));

    static readonly Gen<ArchiveCodec?> Codecs = Gen.Int[0, AllCodecs.AndPlain.Count - 1].Select(i => AllCodecs.AndPlain[i]);

    [Fact]
    public void EveryFormattedNameIsParsed() =>
        Gen.Select(FileName, Numbers, Codecs).Sample((file, number, codec) =>
        {
            var names = NamesOf(file);
            var name = names.Format(new ArchiveFile(ArchiveId.Numbered(number), codec));
            Assert.Equal($"{file}.{number.ToString(CultureInfo.InvariantCulture)}{codec?.Suffix}", name);
            Assert.True(names.TryParse(name, out var parsed));
            Assert.Equal(new ArchiveFile(ArchiveId.Numbered(number), codec), parsed);
        });

    /// <summary>Names made of the characters that archive names are made of, so that near misses are common.</summary>
    [Fact]
    public void EveryParsedNameIsTheNameThatWouldBeFormatted() =>
        Gen.Select(Gen.Char["0123456789.gzbr+- \n１x"].Array[0, 12], Gen.Bool).Sample((tail, dotted) =>
        {
            var names = NamesOf("app.log");
            var name = (dotted ? "app.log." : "app.log") + new string(tail);
            if (names.TryParse(name, out var parsed)) Assert.Equal(name, names.Format(parsed));
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
    [InlineData("app.log.1.gz.br")]
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
        Assert.False(NamesOf("app.log").TryParse(name, out var file));
        Assert.Equal(new ArchiveFile(ArchiveId.Numbered(0), Codec: null), file);
    }

    [Fact]
    public void TheNameOfAnArchiveHasNoSuffixOfACodec() =>
        Assert.False(PatternArchiveNames.Of(Some.NumberedNames, "app.log").TryParse("app.log.1.gz", out _));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void ArchiveNumbersBelowOneAreRefused(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => PatternArchiveNames.Of(Some.NumberedNames, "app.log").Format(ArchiveId.Numbered(number)));

    [Fact]
    public void TheArchivesOfOneFileAreNotThoseOfAnotherFile()
    {
        Assert.False(NamesOf("app").TryParse("app.log.1", out _));
        Assert.False(NamesOf("app.log").TryParse("app.1", out _));
    }

    static ArchiveFileNames NamesOf(string file) =>
        new("", PatternArchiveNames.Of(Some.NumberedNames, file), AllCodecs.List, NameRules.Linux);
}
