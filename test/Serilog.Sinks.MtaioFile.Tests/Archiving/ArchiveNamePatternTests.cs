using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>The pattern of archive names, as an option: what it does to the folder, and what is refused.</summary>
public sealed class ArchiveNamePatternTests : LogUnderTest
{
    [Fact]
    public async Task ArchivesKeepTheirExtensionAndShift()
    {
        Folder.Write("app.2024.log", "mine\n");
        Folder.Write("app.01.log", "mine too\n");
        using (var log = OpenRotating(10, 2, rotation: new RotationOptions { ArchiveName = "{stem}.{n}{ext}" }))
        {
            Sized.Log(log, "a10 b10 c10 d10");
            await FlushAsync();
        }
        Assert.Equal(["app.01.log", "app.1.log", "app.2.log", "app.2024.log", "app.log"], Folder.Names);
        Assert.StartsWith("c", Folder.Text("app.1.log"), StringComparison.Ordinal);
        Assert.StartsWith("b", Folder.Text("app.2.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwelveArchivesOfOneDaySortByNameAndAreCompressedBehindTheirNames()
    {
        var rotation = new RotationOptions
        {
            ArchiveName = "{stem}.{date:yyyyMMdd}.{n:00}{ext}",
            Compression = ArchiveCompression.GZip,
            UncompressedArchives = 1,
        };
        using (var log = OpenRotating(10, 12, rotation: rotation))
        {
            Sized.Log(log, "a10 b10 c10 d10 e10 f10 g10 h10 i10 j10 k10 l10 m10");
            await FlushAsync();
        }
        var archives = Folder.Names.Where(n => n != "app.log").ToArray();
        Assert.Equal(12, archives.Length);
        Assert.EndsWith(".12.log", archives[^1], StringComparison.Ordinal);
        Assert.StartsWith("l", Folder.Text(archives[^1]), StringComparison.Ordinal);
        Assert.All(archives[..^1], (name, i) => Assert.EndsWith($".{i + 1:d2}.log.gz", name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "add {n}")]
    [InlineData("old.log", "add {n}")]
    [InlineData("{stem}.{date}{ext}", "two archives of one period would have one name; add {n}")]
    [InlineData("{n}.{n}", "{n} is there twice")]
    [InlineData("{date}.{date}.{n}", "{date} is there twice")]
    [InlineData("{name}.{n}.{date}", "put {date} before {n}")]
    [InlineData("{name}.{date}{n}", "put a separator between {date} and {n}")]
    [InlineData("{name}.{date:yyyy-MM-dd}12{n}", "put a separator between {date} and {n}")]
    [InlineData("{name}.{date:dd-MM-yyyy}.{n}", "the date format dd-MM-yyyy does not sort or cannot be read back")]
    [InlineData("{name}.{date:MMM}.{n}", "the date format MMM does not sort or cannot be read back")]
    [InlineData("{name}.{date:yyyy-dd}.{n}", "the date format yyyy-dd does not sort or cannot be read back")]
    [InlineData("{name}.{date:yy-MM-dd}.{n}", "the date format yy-MM-dd does not sort or cannot be read back")]
    [InlineData("{name}.{date:}.{n}", "does not sort or cannot be read back")]
    [InlineData("{name}.{n:}", "write {n} or, for three digits, {n:000}")]
    [InlineData("{name}.{n:3}", "write {n} or, for three digits, {n:000}")]
    [InlineData("{name}.{n:0000000000}", "write {n} or, for three digits, {n:000}")]
    [InlineData("{name}.{number}", "{number} means nothing; use {n}, {date}, {name}, {stem} and {ext}")]
    [InlineData("{name:x}.{n}", "{name:x} means nothing")]
    [InlineData("{name}.{n", "a single {; write {{ for the character itself")]
    [InlineData("{name}.n}", "a single }; write }} for the character itself")]
    [InlineData("{date}/{name}.{n}", "all archives are in one folder; write {date} and {n} behind the last /")]
    [InlineData("old/{n}/{name}", "all archives are in one folder")]
    [InlineData("old/", "the names of two archives would be the same; add {n}")]
    [InlineData("old/{name}.{n}.moving", ".moving is the end of other files of the sink")]
    [InlineData("{name}.{n}.br", ".br is the end of other files of the sink")]
    [InlineData("{name}:{n}", "':' cannot be in a file name on every system")]
    [InlineData("{name}.{n}*", "'*' cannot be in a file name on every system")]
    [InlineData("{name}.{n}.gz", ".gz is the end of other files of the sink")]
    [InlineData("{name}.{n}.TMP", ".tmp is the end of other files of the sink")]
    [InlineData("{name}.{n}.lock", ".lock is the end of other files of the sink")]
    [InlineData("{name}.{n}.", "a name cannot end in a dot or a space")]
    public void AWrongPatternIsRefusedWithTheMistakeAndARightOne(string pattern, string mistake)
    {
        var rotation = new RotationOptions { ArchiveName = pattern };
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, 2, rotation: rotation));
        Assert.Equal("ArchiveName", failure.ParamName);
        Assert.StartsWith($"{pattern} is not a pattern of archive names: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(mistake, failure.Message, StringComparison.Ordinal);
        Assert.Contains("{name}.{n} numbers archives, {stem}.{date}.{n:000}{ext} dates them", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("app.1.log", "app.{n}.log")]
    [InlineData("APP.1.log", "app.{n}.log")]
    [InlineData("app.1.log", "./app.{n}.log")]
    [InlineData("app.1.log", "x/.././app.{n}.log")]
    [InlineData("app.2026-11-03.001.log", "app.{date}.{n:000}.log")]
    public void APatternThatTheActiveFileHasIsRefused(string active, string pattern)
    {
        var rotation = new RotationOptions { ArchiveName = pattern };
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, 2, rotation: rotation, path: Folder[active]));
        Assert.Contains($"the active file {active} would itself have the name of an archive", failure.Message, StringComparison.Ordinal);
    }
}
