using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>
/// A log that was written under a name in another case keeps its archives on a system that does not tell names apart by case.
/// </summary>
public sealed class CaselessArchivesTests : LogUnderTest
{
    const string Random = "0123456789abcdef";

    [Theory]
    [InlineData("app.log", "{name}.{n}", "App.log.1 App.log.2 App.log.3 App.log.4.GZ App.log.5.gz", "app.log.1 app.log.2 app.log.3")]
    [InlineData(
        "app.log",
        "{stem}.{date}.{n:000}{ext}",
        "APP.2024-11-20.001.LOG APP.2024-11-20.002.LOG APP.2024-11-21.001.log",
        "APP.2024-11-20.002.LOG APP.2024-11-21.001.log app.2026-11-26.001.log")]
    [InlineData(
        "app-{date:yyyyMMdd}.log",
        "{name}.{n}",
        "App-20241120.log App-20241121.LOG App-20241122.log App-20241122_001.LOG",
        "App-20241121.LOG App-20241122.log App-20241122_001.LOG")]
    public async Task RetentionCountsArchivesWhoseNamesDifferByCase(string path, string pattern, string before, string after)
    {
        foreach (var name in before.Split(' ')) Folder.Write(name, $"{name}\n");
        await WriteAsync(path, new RotationOptions { ArchiveName = pattern });
        var active = path.Replace("{date:yyyyMMdd}", "20261126", StringComparison.Ordinal);
        Assert.Equal(new[] { active }.Concat(after.Split(' ')).Order(StringComparer.Ordinal), NamesAsOn(active));
    }

    [Fact]
    public async Task FormerArchivesAreFoundInAnyCase()
    {
        foreach (var day in Enumerable.Range(1, 5)) Folder.Write($"APP2024112{day}.LOG", $"{day}\n");
        await WriteAsync("app.log", new RotationOptions { FormerArchiveNames = ["{stem}{date:yyyyMMdd}{ext}"] });
        Assert.Equal(["APP20241124.LOG", "APP20241125.LOG", "app.log", "app.log.1"], NamesAsOn("app.log"));
    }

    [Fact]
    public async Task WhatAKilledProcessHasLeftIsTendedInAnyCase()
    {
        Folder.Write($"App.log.{Random}.gz.tmp", "leftover");
        Folder.Write($"App.log.{Random}.tmp", "leftover");
        Folder.Write("App.log.1.moving", "moved\n");
        await WriteAsync("app.log", new RotationOptions());
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], NamesAsOn("app.log"));
        Assert.Equal("moved\n", Folder.Text("app.log.2"));
    }

    /// <summary>Some folders of such a system do tell names apart: there only the formatted name is that of an archive.</summary>
    [FactExcept(Except.Windows, "a folder that tells names apart needs a setting of the administrator")]
    public async Task ANameInAnotherCaseIsNoArchiveInAFolderThatTellsNamesApart()
    {
        foreach (var number in Enumerable.Range(1, 4)) Folder.Write($"APP.LOG.{number}", "foreign\n");
        foreach (var number in Enumerable.Range(1, 4)) Folder.Write($"app.log.{number}", "archive\n");
        Folder.Write("app.log", Some.Line('a', 10));
        await WriteAsync("app.log", new RotationOptions(), PhysicalFileSystem.Instance);
        Assert.Equal(
            ["APP.LOG.1", "APP.LOG.2", "APP.LOG.3", "APP.LOG.4", "App.log", "app.log", "app.log.1", "app.log.2", "app.log.3"],
            Folder.Names);
    }

    /// <summary>Writes a line, for which a file that has one already rotates, and keeps three archives.</summary>
    async Task WriteAsync(string path, RotationOptions rotation, IFileSystem? fileSystem = null)
    {
        if (!path.Contains('{', StringComparison.Ordinal)) Folder.Write("App.log", Some.Line('a', 10));
        Clock.SetUtcNow(Utc.At("2026-11-26T12:00Z"));
        var options = new MtaioFileOptions { TimeProvider = Clock, Handle = Handle, ShutdownTimeout = TimeSpan.FromMinutes(2) };
        var logPath = MtaioFile.Composition.LogPath.Read(Folder[path]) with { Rules = NameRules.MacOS };
        var plan = SinkPlan.Rotating(
            logPath, new LineFormatter(), new RotationPlan(MaxBytes: 10, BackupCount: 3, RotationInterval.None, rotation), options);
        var sink = SinkFactory.Queued(plan, fileSystem ?? new CaselessFileSystem());
        using var log = Open.Logger(to => to.WriteTo.Fallible(w => w.Sink(sink), Listener));
        log.Information(Some.Message('b', 10));
        await FlushAsync();
    }

    /// <summary>The names in the folder. The file that was open before keeps the case of its name.</summary>
    IEnumerable<string> NamesAsOn(string active) =>
        Folder.Names
            .Select(n => string.Equals(n, active, StringComparison.OrdinalIgnoreCase) ? active : n)
            .Order(StringComparer.Ordinal);
}
