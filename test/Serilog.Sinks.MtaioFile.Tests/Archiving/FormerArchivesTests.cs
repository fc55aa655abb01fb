using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Retention takes over the archives that another naming has left.</summary>
public sealed class FormerArchivesTests : TimedLogUnderTest
{
    const string Now = "2026-11-26T12:00Z";

    [Theory]
    [InlineData(
        "{stem}{date:yyyyMMdd}{ext} {stem}{date:yyyyMMdd}_{n:000}{ext}",
        "app20261123.log app20261124.log app20261124_001.log app20261124_002.log app20261125.log", // Serilog.Sinks.File
        2)]
    [InlineData("{stem}.{date:yyyyMMdd}{ext}", "app.20261123.log app.20261124.log app.20261125.log", 1)] // NLog
    [InlineData("{stem}.{n}{ext}", "app.2.log app.1.log app.0.log", 1)] // NLog, rolling numbers
    [InlineData("{stem}_{n:00}{ext}", "app_00.log app_01.log app_02.log", 2)] // NLog, numbers that go up
    [InlineData("{name}{date:yyyyMMdd}", "app.log20261123 app.log20261124 app.log20261125", 2)] // log4net
    [InlineData("{name}{date:yyyyMMdd} {name}{date:yyyyMMdd}.{n}", "app.log20261124.2 app.log20261124.1 app.log20261124", 1)] // log4net
    [InlineData("{name}.{date}.{n:000}", "app.log.2026-11-24.001 app.log.2026-11-24.002.gz app.log.2026-11-25.001", 2)] // this library
    public async Task FormerArchivesAreCountedAndTheOldestAreDeletedFirst(string patterns, string oldestFirst, int kept)
    {
        var former = oldestFirst.Split(' ');
        for (var i = 0; i < former.Length; i++) Archive(former[i], hoursAgo: 100 - i);
        using (OpenLog(patterns, backupCount: 2 + kept)) await WriteLinesOfTenBytesAsync("abc");
        string[] expected = ["app.log", "app.log.1", "app.log.2", .. former[^kept..]];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Names);
        Assert.All(former[^kept..], name => Assert.Equal($"{name}\n", Folder.Text(name)));
    }

    [Fact]
    public async Task NumberedArchivesOfBeforeAreTakenOverByADatedNaming()
    {
        foreach (var number in Enumerable.Range(1, 4)) Archive($"app.log.{number}", hoursAgo: number);
        using (OpenLog("{name}.{n}", backupCount: 3, archiveName: Some.DatedNames)) await WriteLinesOfTenBytesAsync("abc");
        Assert.Equal(["app.log", "app.log.1", "app.log.2026-11-26.001", "app.log.2026-11-26.002"], Folder.Names);
    }

    [Fact]
    public async Task AgeAndSizeDeleteFormerArchivesToo()
    {
        Archive("app.1.log", hoursAgo: 1);
        Archive("app.2.log", hoursAgo: 2);
        Archive("app.3.log", hoursAgo: 30);
        var rotation = Rotation("{stem}.{n}{ext}");
        rotation.RetainedAge = TimeSpan.FromDays(1);
        using (Open(rotation)) await WriteAsync("e1");
        Assert.Equal(["app.1.log", "app.2.log", "app.log"], Folder.Names);
        rotation.RetainedBytes = 15;
        using (Open(rotation)) await WriteLinesOfTenBytesAsync("a");
        Assert.Equal(["app.1.log", "app.log", "app.log.1"], Folder.Names);

        Logger Open(RotationOptions options) => OpenAt(
            Now, interval: RotationInterval.None, rotation: options, maxBytes: 10, backupCount: null);
    }

    [Fact]
    public async Task FormerArchivesAreNeitherShiftedNorCompressed()
    {
        Archive("app.1.log", hoursAgo: 1);
        var rotation = Rotation("{stem}.{n}{ext}");
        rotation.Compression = ArchiveCompression.GZip;
        using (OpenAt(Now, interval: RotationInterval.None, rotation: rotation, maxBytes: 10, backupCount: 9))
        {
            await WriteLinesOfTenBytesAsync("abc");
        }
        Assert.Equal(["app.1.log", "app.log", "app.log.1.gz", "app.log.2.gz"], Folder.Names);
    }

    [Fact]
    public async Task TheHookKeepsAFormerArchive()
    {
        Archive("app20261124.log", hoursAgo: 50);
        Archive("app20261125.log", hoursAgo: 30);
        Clock.SetUtcNow(Utc.At(Now));
        var asked = new List<string>();
        var hooks = new KeepingHooks(path =>
        {
            asked.Add(Path.GetFileName(path));
            return path.EndsWith("24.log", StringComparison.Ordinal);
        });
        using (var log = OpenRotating(
            10, 1, new() { Hooks = hooks, TimeProvider = Clock }, rotation: Rotation("{stem}{date:yyyyMMdd}{ext}")))
        {
            log.Information(Some.Message('a', 10));
            log.Information(Some.Message('b', 10));
            await FlushAsync();
        }
        Assert.Equal(["app.log", "app.log.1", "app20261124.log"], Folder.Names);
        Assert.Equal(["app20261124.log", "app20261125.log"], asked);
    }

    [Fact]
    public async Task NothingElseIsTakenForAFormerArchive()
    {
        string[] foreign =
        [
            "app2026112.log", "app20261131.log", "app20261125.log.bak", "app20261125_01.log", "app.2024.log",
            "app.01.log", "app20261125_001.txt", "other20261125.log",
            .. Some.OtherNames("APP20261125.log"),
        ];
        foreach (var name in foreign) Archive(name, hoursAgo: 1000);
        Directory.CreateDirectory(Folder["app20261123.log"]);
        var patterns = "{stem}{date:yyyyMMdd}{ext} {stem}{date:yyyyMMdd}_{n:000}{ext} {stem}.{n}{ext}";
        using (OpenLog(patterns, backupCount: 1)) await WriteLinesOfTenBytesAsync("abc");
        string[] expected = [.. foreign, "app20261123.log", "app.log", "app.log.1"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Names);
    }

    [Fact]
    public async Task WhatMatchesThePresentNamingIsCountedOnce()
    {
        Archive("app.log.1", hoursAgo: 1);
        Archive("app.log.2", hoursAgo: 2);
        using (OpenLog("app.log.{n:0}", backupCount: 3)) await WriteLinesOfTenBytesAsync("abc");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3"], Folder.Names);
    }

    [Fact]
    public async Task AFileThatAnotherSinkWritesIsNoFormerArchive()
    {
        using var other = OpenPlain(path: Folder["app.2.log"]);
        other.Information("other");
        await FlushAsync();
        using (OpenLog("{stem}.{n}{ext}", backupCount: 0)) await WriteLinesOfTenBytesAsync("ab");
        Assert.Equal(["app.2.log", "app.log"], Folder.Names);
    }

    [Theory]
    [InlineData("{stem}{ext}", "write {date} or {n}")]
    [InlineData("{stem}{n}{ext}", "write a separator before {n}")]
    [InlineData("{name}.{n}", "is the pattern of ArchiveName")]
    [InlineData("{stem}{n:1}", "is no number of digits")]
    [InlineData("app.{n}.gz", ".gz is the end of other files")]
    public void AWrongPatternIsRefused(string pattern, string message)
    {
        var failure = Assert.Throws<ArgumentException>(() => OpenLog(pattern, backupCount: 1));
        Assert.Equal(nameof(RotationOptions.FormerArchiveNames), failure.ParamName);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void APatternThatCouldMatchTheActiveFileIsRefused()
    {
        var rotation = Rotation("app.{n}.log");
        var failure = Assert.Throws<ArgumentException>(() => OpenRotating(10, 1, rotation: rotation, path: Folder["app.1.log"]));
        Assert.Contains("the active file app.1.log would itself have the name", failure.Message, StringComparison.Ordinal);
    }

    static RotationOptions Rotation(string patterns) => new() { FormerArchiveNames = patterns.Split(' ') };

    Logger OpenLog(string patterns, int backupCount, string archiveName = Some.NumberedNames)
    {
        var rotation = Rotation(patterns);
        rotation.ArchiveName = archiveName;
        return OpenAt(Now, interval: RotationInterval.None, rotation: rotation, maxBytes: 10, backupCount: backupCount);
    }

    void Archive(string name, int hoursAgo)
    {
        Folder.Write(name, $"{name}\n");
        System.IO.File.SetLastWriteTimeUtc(Folder[name], Utc.At(Now).UtcDateTime.AddHours(-hoursAgo));
    }

    sealed class KeepingHooks(Predicate<string> keeps) : MtaioFileHooks
    {
        public override void OnArchiveDeleting(string archivePath)
        {
            if (keeps(archivePath)) throw new IOException("it stays");
        }
    }
}
