using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Archives in another folder than the active file.</summary>
public sealed class ArchivesElsewhereTests : TimedLogUnderTest
{
    const string Now = "2026-11-26T12:00Z";

    [Theory]
    [InlineData("archive/{name}.{n}", "archive/app.log.1: b10; archive/app.log.2: a10")]
    [InlineData("archive/{stem}/{n:00}{ext}", "archive/app/01.log: b10; archive/app/02.log: a10")]
    [InlineData("archive/{Stem}.{Date}.{N:000}{Ext}", "archive/app.2026-11-26.001.log: a10; archive/app.2026-11-26.002.log: b10")]
    [InlineData("../other/old/{n}.log", "../other/old/1.log: b10; ../other/old/2.log: a10")]
    [InlineData("./{name}.{n}", "app.log.1: b10; app.log.2: a10")]
    public async Task AFolderInThePatternHasTheArchives(string pattern, string archives)
    {
        Directory.CreateDirectory(Folder["logs"]);
        await LogAsync("abc", pattern, path: Folder["logs/app.log"]);
        var expected = archives.Replace("../", "", StringComparison.Ordinal)
            .Split("; ")
            .Select(f => archives.StartsWith("..", StringComparison.Ordinal) ? f : $"logs/{f}")
            .Append("logs/app.log: c10");
        Sized.AssertFolder(string.Join("; ", expected), Folder);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task TheFolderCanBeAbsolute()
    {
        using var archives = new TempFolder();
        await LogAsync("abc", $"{archives.Path}/{{name}}.{{n}}");
        Sized.AssertFolder("app.log: c10", Folder);
        Sized.AssertFolder(".1: b10; .2: a10", archives);
    }

    [Theory]
    [InlineData("old/{name}.{n}", 2, "app.log app.log.1 app.log.2")]
    [InlineData("old/{name}.{date}.{n}", 2, "app.log app.log.2026-11-26.4 app.log.2026-11-26.5")]
    [InlineData("old/{name}.{n}", 0, "app.log")]
    public async Task RetentionCountsTheArchivesOfTheFolder(string pattern, int backupCount, string names)
    {
        Folder.Write("app.log.7", "beside the active file");
        await LogAsync("abcdef", pattern, backupCount);
        var expected = names.Split(' ')[1..].Select(n => $"old/{n}").Concat(["app.log", "app.log.7"]);
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Files.Keys);
    }

    [Fact]
    public async Task CompressionWorksInTheFolder()
    {
        await LogAsync("abc", "old/{name}.{n}", compression: ArchiveCompression.Brotli);
        Assert.Equal(["app.log", "old/app.log.1.br", "old/app.log.2.br"], Folder.Files.Keys);
        Assert.Equal(Sized.Text("b10"), System.Text.Encoding.UTF8.GetString(AllCodecs.Read(Folder["old/app.log.1.br"])));
    }

    [Fact]
    public async Task TheHookGetsThePathOfTheArchive()
    {
        var hooks = new RememberingHooks();
        await LogAsync("ab", "old/{name}.{n}", options: new MtaioFileOptions { Hooks = hooks });
        Assert.Equal((LogPath, Folder["old/app.log.1"]), Assert.Single(hooks.Rotated));
    }

    [Fact]
    public async Task ArchivesBesideTheActiveFileAreTakenOverWhereTheyAre()
    {
        for (var number = 1; number <= 3; number++) WriteFormer($"app.log.{number}", number);
        await LogAsync("abc", "old/{name}.{n}", backupCount: 4, former: "{name}.{n}");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "old/app.log.1", "old/app.log.2"], Folder.Files.Keys);
    }

    [Fact]
    public async Task ArchivesOfAFormerFolderAreTakenOver()
    {
        Directory.CreateDirectory(Folder["old"]);
        for (var number = 1; number <= 3; number++) WriteFormer($"old/app.{number}.log", number);
        await LogAsync("abc", "{name}.{n}", backupCount: 4, former: "old/{stem}.{n}{ext}");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "old/app.1.log", "old/app.2.log"], Folder.Files.Keys);
    }

    [Fact]
    public async Task TwoLogsShareAFolder()
    {
        await LogAsync("abc", "old/{name}.{n}", backupCount: 1);
        await LogAsync("def", "old/{name}.{n}", backupCount: 1, path: Folder["other.log"]);
        Sized.AssertFolder("app.log: c10; old/app.log.1: b10; other.log: f10; old/other.log.1: e10", Folder);
    }

    [Theory]
    [InlineData("../old/{name}.{n}", "../old/{name}.{n:000}")]
    [InlineData("../old/{stem}.{date}.{n}", "../old/app.{date:yyyyMM}.{n}")]
    public void TwoLogsWhoseArchivesWouldHaveTheSameNamesAreRefused(string pattern, string other)
    {
        Directory.CreateDirectory(Folder["a"]);
        Directory.CreateDirectory(Folder["b"]);
        using (OpenRotating(10, rotation: new RotationOptions { ArchiveName = pattern }, path: Folder["a/app.log"]))
        {
            using var again = OpenRotating(10, rotation: new RotationOptions { ArchiveName = pattern }, path: Folder["a/app.log"]);
            var failure = Assert.Throws<ArgumentException>(
                () => OpenRotating(10, rotation: new RotationOptions { ArchiveName = other }, path: Folder["b/app.log"]));
            Assert.Equal("ArchiveName", failure.ParamName);
            Assert.StartsWith($"the archives would be {Folder["old/app."]}", failure.Message, StringComparison.Ordinal);
            Assert.Contains($"as those of {Folder["a/app.log"]} are", failure.Message, StringComparison.Ordinal);
        }
        // A closed log has no archives, and the refused one left nothing behind.
        using var later = OpenRotating(10, rotation: new RotationOptions { ArchiveName = other }, path: Folder["b/app.log"]);
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public async Task AFolderIsTheSameUnderEveryLink()
    {
        Directory.CreateDirectory(Folder["real"]);
        Directory.CreateSymbolicLink(Folder["link"], Folder["real"]);
        await LogAsync(
            "abcdefgh", "old/{name}.{n}", backupCount: 5, path: Folder["link/app.log"], former: $"{Folder["real"]}/old/{{name}}.{{n}}");
        Assert.Equal(5, Directory.GetFiles(Folder["real/old"]).Length);
        var rotation = new RotationOptions { ArchiveName = $"{Folder["real"]}/old/{{name}}.{{n}}" };
        using (OpenRotating(10, rotation: new RotationOptions { ArchiveName = "old/{name}.{n}" }, path: Folder["link/app.log"]))
        {
            Assert.Throws<ArgumentException>(() => OpenRotating(10, rotation: rotation, path: Folder["app.log"]));
        }
    }

    [Fact]
    public async Task InAFolderThatCannotBeListedFilesAreStillMoved()
    {
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (operation == FileOperation.List) throw new UnauthorizedAccessException("denied");
            },
        };
        using (var log = OpenRotating(10, 9, rotation: new RotationOptions { ArchiveName = "old/{name}.{n}" }, fileSystem: fileSystem))
        {
            Sized.Log(log, "a10 b10 c10");
            await FlushAsync();
        }
        Sized.AssertFolder("app.log: c10; old/app.log.1: b10; old/app.log.2: a10", Folder);
    }

    /// <summary>The file of another log may have the name of an archive.</summary>
    [Theory]
    [InlineData("{stem}.{n}{ext}", "app.7.log", "app.7.log")]
    [InlineData("{stem}-{date:yyyy}.{n}{ext}", "app-{date:yyyy}.1.log", "app-2026.1.log")]
    public async Task TheFileOfAnotherLogIsNoArchive(string pattern, string other, string file)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Utc.At(Now));
        var options = new MtaioFileOptions { TimeProvider = clock };
        using (var second = OpenRotating(options: options, path: Folder[other]))
        {
            second.Information("of the other log");
            await FlushAsync();
            await LogAsync("abcdef", pattern, backupCount: 2, compression: ArchiveCompression.GZip);
            second.Information("later");
        }
        Assert.Equal("of the other log\nlater\n", Folder.Text(file));
        Assert.Equal(4, Folder.Names.Length);
    }

    /// <summary>The first file has the path itself.</summary>
    [Fact]
    public void TheFirstOfFilesThatOnlyHaveNumbersIsAnArchiveLater()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioRollingFile(LogPath, fileSizeLimitBytes: 5, retainedFileCountLimit: 2, outputTemplate: "{Message}")
            .CreateLogger())
        {
            for (var i = 0; i < 4; i++) log.Information("12345");
        }
        Assert.Equal(["app_002.log", "app_003.log"], Folder.Names);
    }

    [Fact]
    public void FilesWithADateAndArchivesOfTheSameNamesAreRefused()
    {
        using var rolling = OpenRotating(10, path: Folder["app-{date}.log"]);
        var rotation = new RotationOptions { ArchiveName = "{stem}-{date}_{n:000}{ext}" };
        Assert.Throws<ArgumentException>(() => OpenRotating(10, rotation: rotation, path: Folder["app.log"]));
    }

    [Fact]
    public async Task WhereTheFolderCannotBeTheFileGrowsAndTheFailureIsReportedOnce()
    {
        Folder.Write("old", "a file\n");
        await LogAsync("abc", "old/{name}.{n}");
        Assert.Equal("a file\n", Folder.Text("old"));
        Assert.Equal(Sized.Text("a10 b10 c10"), Folder.Text("app.log"));
        var failure = Assert.Single(Listener.Failures);
        var report = $"could not rotate {LogPath}, which grows beyond its limit until it can be";
        Assert.StartsWith(report, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFolderThatIsDeletedComesBack()
    {
        await LogAsync("ab", "old/{name}.{n}");
        Directory.Delete(Folder["old"], recursive: true);
        await LogAsync("cd", "old/{name}.{n}");
        Sized.AssertFolder("app.log: d10; old/app.log.1: c10; old/app.log.2: b10", Folder);
    }

    void WriteFormer(string name, int hoursAgo)
    {
        Folder.Write(name, "former\n");
        System.IO.File.SetLastWriteTimeUtc(Folder[name], Utc.At(Now).UtcDateTime.AddHours(-hoursAgo));
    }

    async Task LogAsync(
        string letters,
        string pattern,
        int? backupCount = 9,
        string? path = null,
        ArchiveCompression? compression = null,
        string? former = null,
        MtaioFileOptions? options = null)
    {
        var rotation = new RotationOptions
        {
            ArchiveName = pattern,
            Compression = compression ?? ArchiveCompression.None,
            FormerArchiveNames = former is null ? [] : [former],
        };
        using (OpenAt(Now, "UTC", RotationInterval.None, rotation, maxBytes: 10, backupCount, path: path, options: options))
        {
            await WriteLinesOfTenBytesAsync(letters);
        }
    }

    sealed class RememberingHooks : MtaioFileHooks
    {
        public List<(string Path, string Archive)> Rotated { get; } = [];

        public override void OnRotated(string path, string archivePath) => Rotated.Add((path, archivePath));
    }
}
