using System.Globalization;
using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Names of archives with a date, for instance <c>app.log.2026-11-03.2.gz</c>.</summary>
public sealed class DatedArchiveNamesTests
{
    static readonly ArchiveFileNames Names =
        new("", PatternArchiveNames.Of("{name}.{date}.{n}", "app.log"), AllCodecs.List, NameRules.Linux);

    static readonly Gen<ArchiveCodec?> Codecs = Gen.Int[0, AllCodecs.AndPlain.Count - 1].Select(i => AllCodecs.AndPlain[i]);

    static readonly Gen<ArchiveId> Ids = Gen.Select(
        Gen.DateTime,
        Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, int.MaxValue]),
        Gen.OneOf(StampPrecision.Day, StampPrecision.Hour, StampPrecision.Minute),
        (stamp, number, precision) => ArchiveId.FirstOf(stamp, precision) with { Number = number });

    [Theory]
    [InlineData("Week", 1, false, "app.log.2026-11-03.1")]
    [InlineData("Day", 2, false, "app.log.2026-11-03.2")]
    [InlineData("Day", 10, true, "app.log.2026-11-03.10.gz")]
    [InlineData("Hour", 1, true, "app.log.2026-11-03_04.1.gz")]
    [InlineData("Minute", 3, false, "app.log.2026-11-03_04-05.3")]
    public void ANameHasADateAsPreciseAsItsInterval(string interval, int number, bool compressed, string name)
    {
        var first = ArchiveId.FirstOf(new DateTime(2026, 11, 3, 4, 5, 6), StampFormat.PrecisionFor(RotationInterval.Parse(interval)));
        Assert.Equal(name, Names.Format(new ArchiveFile(first with { Number = number }, compressed ? AllCodecs.GZip : null)));
    }

    [Fact]
    public void EveryFormattedNameIsParsed() =>
        Gen.Select(Ids, Codecs).Sample(
            (id, codec) =>
            {
                Assert.True(Names.TryParse(Names.Format(new ArchiveFile(id, codec)), out var parsed));
                Assert.Equal(new ArchiveFile(id, codec), parsed);
            },
            threads: 1);

    [Fact]
    public void EveryParsedNameIsTheNameThatWouldBeFormatted() =>
        Gen.Select(Ids, Codecs, Gen.Int[0, 40], Gen.Char["0123456789-_.gzbr ０１٣"], Gen.Bool).Sample(
            (id, codec, position, mutation, inserted) =>
            {
                var name = Names.Format(new ArchiveFile(id, codec));
                position = Math.Min(position, name.Length - 1);
                name = inserted ? name.Insert(position, $"{mutation}") : name.Remove(position, 1).Insert(position, $"{mutation}");
                if (Names.TryParse(name, out var parsed)) Assert.Equal(name, Names.Format(parsed));
            },
            iter: 5000,
            threads: 1);

    [Theory]
    [InlineData("app.log")]
    [InlineData("app.log.")]
    [InlineData("app.log.1")]
    [InlineData("app.log.01")]
    [InlineData("app.log.gz")]
    [InlineData("app.log.gz.tmp")]
    [InlineData("app.log.lock")]
    [InlineData("app.log.2026-02-30.1")]
    [InlineData("app.log.2026-13-01.1")]
    [InlineData("app.log.2026-11-23")]
    [InlineData("app.log.2026-11-23.01")]
    [InlineData("app.log.2026-11-23_04")]
    [InlineData("app.log.2026-11-23.0")]
    [InlineData("app.log.2026-11-23.02")]
    [InlineData("app.log.2026-11-23.")]
    [InlineData("app.log.2026-11-23.-2")]
    [InlineData("app.log.2026-11-23.2147483648")]
    [InlineData("app.log.2026-11-23.2.3")]
    [InlineData("app.log.2026-11-23.1.gz.gz")]
    [InlineData("app.log.2026-11-23.1.br.gz")]
    [InlineData("app.log.2026-11-23.1.GZ")]
    [InlineData("app.log.2026-11-23.1.bak")]
    [InlineData("app.log.2026-11-23 ")]
    [InlineData("app.log. 2026-11-23.1")]
    [InlineData("app.log.2026/11/23.1")]
    [InlineData("app.log.2026.11.23.1")]
    [InlineData("app.log.20261123.1")]
    [InlineData("app.log.2026_11_23.1")]
    [InlineData("app.log.2026-11-2.1")]
    [InlineData("app.log.2026-11-23_24.1")]
    [InlineData("app.log.2026-11-23_4.1")]
    [InlineData("app.log.2026-11-23-04.1")]
    [InlineData("app.log.2026-11-23_04_05.1")]
    [InlineData("app.log.2026-11-23_04-60.1")]
    [InlineData("app.log.2026-11-23_04-05-06.1")]
    [InlineData("app.log.２０２６-11-23.1")]
    [InlineData("app.log.٢٠٢٦-11-23.1")]
    [InlineData("APP.LOG.2026-11-23.1")]
    [InlineData("app-log.2026-11-23.1")]
    [InlineData("xapp.log.2026-11-23.1")]
    public void ForeignNamesAreNotParsed(string name) => Assert.False(Names.TryParse(name, out _));

    [Fact]
    public void TheNameOfAnArchiveHasNoSuffixOfACodec() =>
        Assert.False(PatternArchiveNames.Of("{name}.{date}.{n}", "app.log").TryParse("app.log.2026-11-23.1.gz", out _));

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    public void TheCultureOfTheThreadDoesNotChangeNames(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            var id = ArchiveId.FirstOf(new DateTime(2026, 11, 3, 4, 5, 6), StampPrecision.Minute) with { Number = 12 };
            Assert.Equal("app.log.2026-11-03_04-05.12", Names.Format(new ArchiveFile(id, Codec: null)));
            Assert.True(Names.TryParse("app.log.2026-11-03_04-05.12", out var parsed));
            Assert.Equal(id, parsed.Archive);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void LaterPeriodsAndHigherNumbersAreNewer()
    {
        string[] newestFirst =
        [
            "app.log.2026-11-23_04-05.1",
            "app.log.2026-11-23_04.10",
            "app.log.2026-11-23_04.2",
            "app.log.2026-11-23_04.1",
            "app.log.2026-11-23.3",
            "app.log.2026-11-22.7",
        ];
        var ids = newestFirst.Reverse().Select(n => Names.TryParse(n, out var file) ? file.Archive : default).ToList();
        ids.Sort(Names.CompareByAge);
        Assert.Equal(newestFirst, ids.Select(id => Names.Format(new ArchiveFile(id, Codec: null))));
    }
}
