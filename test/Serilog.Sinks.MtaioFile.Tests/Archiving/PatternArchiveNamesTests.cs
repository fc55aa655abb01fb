using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Names of archives by any pattern: formatting and parsing are exact inverses, and names sort like dates and numbers.</summary>
public sealed class PatternArchiveNamesTests
{
    const string Active = "app.log";

    static readonly Gen<string> Texts = Gen.OneOf("", "a", "0", "12.", "old-", "{{", "}}", "_", "é", "{stem}", "{name}", "{ext}");
    static readonly Gen<string> Separators = Gen.OneOf(".", "-", "_", "_14-", "1.2", ".0", "x9", "{ext}");
    static readonly Gen<string> Numbers = Gen.OneOf("{n}", "{n:0}", "{n:00}", "{n:000}", "{n:000000000}");
    static readonly Gen<string> Ends = Gen.OneOf("", ".old", "{ext}", "0", "-1.txt", "{name}");
    static readonly Gen<string> Dates = Gen.OneOf(
        "{date}",
        "{date:yyyy}",
        "{date:yyyyMM}",
        "{date:yyyy-MM-dd}",
        "{date:yyyyMMdd}",
        "{date:yyyyMMddHH}",
        "{date:yyyy-MM-dd_HH.mm}",
        "{date:yyyyMMddHHmm}");

    static readonly Gen<string> Numbered =
        Gen.Select(Texts, Texts, Numbers, Ends, (first, second, number, end) => $"x{first}{second}{number}{end}");

    static readonly Gen<string> Dated = Gen.Select(
        Texts, Dates, Separators, Numbers, Ends, (text, date, separator, number, end) => $"x{text}{date}{separator}{number}{end}");

    static readonly Gen<TimeZoneInfo> Zones =
        Gen.OneOf("UTC", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe").Select(TimeZoneInfo.FindSystemTimeZoneById);

    static readonly Gen<ArchiveCodec?> Codecs = Gen.Int[0, AllCodecs.AndPlain.Count - 1].Select(i => AllCodecs.AndPlain[i]);

    static readonly Gen<int> Any = Gen.OneOf(Gen.Int[1, 1200], Gen.Int[1, int.MaxValue], Gen.Const(int.MaxValue));

    [FactExcept(Except.Wine, "it has no IANA time zones")]
    public void EveryFormattedNameIsParsed() =>
        Gen.Select(Gen.OneOf(Numbered, Dated), Intervals.All, Zones, Gen.DateTime, Any, Codecs).Sample(
            (pattern, interval, zone, time, number, codec) =>
            {
                var names = NamesOf(pattern);
                var file = new ArchiveFile(IdOf(pattern, interval, zone, time) with { Number = number }, codec);
                Assert.True(names.TryParse(names.Format(file), out var parsed), names.Format(file));
                Assert.Equal(file, parsed);
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void EveryParsedNameIsTheNameThatWouldBeFormatted() =>
        Gen.Select(Gen.OneOf(Numbered, Dated), Any, Codecs, Gen.Int[0, 60], Gen.Char["0123456789-_.xgzbr ０１٣"], Gen.Int[0, 2]).Sample(
            (pattern, number, codec, position, mutation, kind) =>
            {
                var names = NamesOf(pattern);
                var time = new DateTime(2026, 11, 3, 4, 5, 6);
                var id = IdOf(pattern, RotationInterval.Hour, TimeZoneInfo.Utc, time) with { Number = number };
                var name = names.Format(new ArchiveFile(id, codec));
                position = Math.Min(position, name.Length - 1);
                if (kind > 0) name = name.Remove(position, 1);
                if (kind < 2) name = name.Insert(position, $"{mutation}");
                if (names.TryParse(name, out var parsed)) Assert.Equal(name, names.Format(parsed));
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void AFormerNameThatIsParsedIsTheNameThatWouldBeFormatted() =>
        Gen.Select(
            Gen.OneOf("app.{n}.log", "app_{n:00}.log", "app{date:yyyyMMdd}.log", "app{date:yyyyMMdd}_{n:000}.log", "app.log{date}"),
            Gen.Char["0129_.-"].Array[0, 13],
            Gen.OneOf("app", "app.", "app_", "app2026112", "app20261125_"),
            Gen.OneOf(".log", "")).Sample(
            (pattern, inner, start, end) =>
            {
                var names = FormerNamesOf(pattern, former: 2);
                var name = start + new string(inner) + end;
                if (names.TryParse(name, out var id)) Assert.Equal((name, 2), (names.Format(id), id.Former));
            },
            iter: 50_000,
            threads: 1);

    [Theory]
    [InlineData("app.{n}.log", "app.0.log")]
    [InlineData("app_{n:00}.log", "app_00.log")]
    [InlineData("app{date:yyyyMMdd}.log", "app20261125.log")]
    [InlineData("app.log{date}", "app.log2026-11-25_14")]
    public void AFormerNameMayHaveNoNumberOrBeginWithZero(string pattern, string name)
    {
        var names = FormerNamesOf(pattern, former: 1);
        Assert.True(names.TryParse(name, out var id));
        Assert.Equal(name, names.Format(id));
    }

    [Fact]
    public void NamesWithADateSortByDateAndNumberAsLongAsTheDigitsSuffice() =>
        Gen.Select(Texts, Dates, Separators, Ends, Intervals.All).Select(
            Gen.DateTime, Gen.DateTime, Gen.Int[1, 999], Gen.Int[1, 999]).Sample(
            (shape, time, other, number, otherNumber) =>
            {
                var (text, date, separator, end, interval) = shape;
                var pattern = $"x{text}{date}{separator}{{n:000}}{end}";
                var names = NamesOf(pattern);
                var first = IdOf(pattern, interval, TimeZoneInfo.Utc, time) with { Number = number };
                var second = IdOf(pattern, interval, TimeZoneInfo.Utc, other) with { Number = otherNumber };
                var byName = string.CompareOrdinal(NameOf(first), NameOf(second));
                Assert.Equal(Math.Sign(names.CompareByAge(second, first)), Math.Sign(byName));

                string NameOf(ArchiveId id) => names.Format(new ArchiveFile(id, Codec: null));
            },
            threads: 1);

    [Theory]
    [InlineData("{name}.{n}", "app.log.7")]
    [InlineData("{stem}.{n}{ext}", "app.7.log")]
    [InlineData("app.{n:000}.log", "app.007.log")]
    [InlineData("{stem}.{date}.{n:000}{ext}", "app.2026-11-03.007.log")]
    [InlineData("{stem}-{date:yyyyMMdd}_{n:000}{ext}", "app-20261103_007.log")]
    [InlineData("{{{stem}}}.{n}", "{app}.7")]
    public void APatternSaysWhereDateNumberAndExtensionAre(string pattern, string name)
    {
        var id = IdOf(pattern, RotationInterval.Day, TimeZoneInfo.Utc, new DateTime(2026, 11, 3, 4, 5, 6)) with { Number = 7 };
        Assert.Equal(name, NamesOf(pattern).Format(new ArchiveFile(id, Codec: null)));
    }

    [Theory]
    [InlineData("{stem}.{n:000}{ext}", "app.7.log")]
    [InlineData("{stem}.{n:000}{ext}", "app.0007.log")]
    [InlineData("{stem}.{n:000}{ext}", "app.000.log")]
    [InlineData("{stem}.{n:000}{ext}", "app.log")]
    [InlineData("{stem}.{n}{ext}", "app.07.log")]
    [InlineData("{stem}.{n}{ext}", "app.2026-11-03.007.log")]
    [InlineData("{stem}.{date}.{n:000}{ext}", "app.2026-11-03.7.log")]
    [InlineData("{stem}.{date}.{n:000}{ext}", "app.2026-11-31.007.log")]
    [InlineData("{stem}.{date:yyyyMMdd}.{n}{ext}", "app.2026-11-03.7.log")]
    public void ANameThatThePatternFormatsDifferentlyIsForeign(string pattern, string name) =>
        Assert.False(NamesOf(pattern).TryParse(name, out _));

    static ArchiveFileNames NamesOf(string pattern) => new("", PatternArchiveNames.Of(pattern, Active), AllCodecs.List, NameRules.Linux);

    static PatternArchiveNames FormerNamesOf(string pattern, int former) =>
        new(ArchiveNamePattern.ReadFormer(pattern, Active, AllCodecs.List), StringComparison.Ordinal, former);

    static ArchiveId IdOf(string text, RotationInterval interval, TimeZoneInfo zone, DateTime time)
    {
        var pattern = ArchiveNamePattern.Read(text, Active, AllCodecs.List);
        if (!pattern.IsDated) return ArchiveId.Numbered(1);
        var instant = new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
        var local = instant.Year is > 1 and < 9999 ? new RotationCalendar(interval, zone).LocalTimeAt(instant) : time;
        return ArchiveId.FirstOf(local, pattern.PrecisionFor(interval));
    }
}
