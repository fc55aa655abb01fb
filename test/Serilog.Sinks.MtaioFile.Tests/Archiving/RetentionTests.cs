using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Archives are deleted by count, age and total bytes.</summary>
public sealed class RetentionTests : TimedLogUnderTest
{
    const string Now = "2024-03-10T12:00Z";

    [Fact]
    public async Task ArchivesOlderThanTheAgeAreDeletedAndNothingElse()
    {
        Archive("app.log", Some.Line('a', 10), hoursAgo: 1);
        Archive("app.log.1", "o1\n", hoursAgo: 12);
        Archive("app.log.2", "o2\n", hoursAgo: 25);
        Archive("app.log.3", "o3\n", hoursAgo: 49);
        string[] foreign =
        [
            "app.log.01", "app.log.2.bak", "app.log.2024-01-01", "app.log.old", "app.log2.1", "other.log.1", "app.log.5.gz.gz",
            .. Some.OtherNames("APP.LOG.4"),
        ];
        foreach (var name in foreign) Archive(name, "foreign\n", hoursAgo: 1000);
        Directory.CreateDirectory(Folder["app.log.7"]);
        using (OpenLog(new RotationOptions { RetainedAge = TimeSpan.FromHours(24) }, maxBytes: 10, backupCount: 10))
        {
            await WriteAsync(Some.Message('b', 10));
        }
        string[] expected = [.. foreign, "app.log", "app.log.1", "app.log.2", "app.log.7"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Folder.Names);
        Assert.Equal(
            (Some.Line('b', 10), Some.Line('a', 10), "o1\n"),
            (Folder.Text("app.log"), Folder.Text("app.log.1"), Folder.Text("app.log.2")));
    }

    [Fact]
    public async Task TheOldestArchivesAreDeletedWhenTheTotalExceedsRetainedBytes()
    {
        using (OpenLog(new RotationOptions { RetainedBytes = 25 }, maxBytes: 10)) await WriteLinesOfTenBytesAsync("abcde");
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal([Some.Line('e', 10), Some.Line('d', 10), Some.Line('c', 10)], Folder.Files.Values);
    }

    [Fact]
    public async Task DatedArchivesAreCountedByRetention()
    {
        Archive("app.log.2023-12-31.001", "o1\n", hoursAgo: 0);
        Archive("app.log.2024-03-10.004", "o4\n", hoursAgo: 0);
        Archive("app.log.3", "foreign\n", hoursAgo: 1000);
        using (OpenLog(new RotationOptions { ArchiveName = Some.DatedNames }, maxBytes: 10, backupCount: 2))
        {
            await WriteLinesOfTenBytesAsync("abc");
        }
        Assert.Equal(["app.log", "app.log.2024-03-10.005", "app.log.2024-03-10.006", "app.log.3"], Folder.Names);
        Assert.Equal([Some.Line('c', 10), Some.Line('a', 10), Some.Line('b', 10), "foreign\n"], Folder.Files.Values);
    }

    [Theory]
    [InlineData("app.log.1 app.log.2 app.log.3 app.log.5 app.log.6", "app.log app.log.1 app.log.2")]
    [InlineData("app.log.2 app.log.102.gz app.log.202", "app.log app.log.1 app.log.2")]
    [InlineData("app.log.2 app.log.103", "app.log app.log.1 app.log.103 app.log.2")]
    [InlineData("app.log.102 app.log.2024", "app.log app.log.1 app.log.102 app.log.2024")]
    [InlineData("app.log.1 app.log.2024 app.log.2147483647 app.log.20240131.gz",
        "app.log app.log.1 app.log.2 app.log.2024 app.log.20240131.gz app.log.2147483647")]
    public async Task ALowerBackupCountDeletesAllArchivesBeyondItButNoNumberFarFromTheOthers(string before, string after)
    {
        foreach (var name in before.Split(' ')) Archive(name, "old\n", hoursAgo: 1000);
        Archive("app.log", Some.Line('a', 10), hoursAgo: 1);
        using (OpenLog(new RotationOptions(), maxBytes: 10, backupCount: 2)) await WriteAsync("e1");
        Assert.Equal(after.Split(' '), Folder.Names);
    }

    [Fact]
    public async Task ANumberFarFromTheOthersIsNeitherCompressedNorDeletedByAge()
    {
        Archive("app.log.2024", "precious\n", hoursAgo: 1000);
        var rotation = new RotationOptions
        {
            Compression = ArchiveCompression.GZip,
            RetainedAge = TimeSpan.FromHours(1),
            RetainedBytes = 1,
        };
        using (OpenLog(rotation, maxBytes: 1000)) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.2024"], Folder.Names);
    }

    [Fact]
    public async Task RetentionAlsoRunsAtTheStart()
    {
        Archive("app.log.1", "o1\n", hoursAgo: 2);
        Archive("app.log.2", "o2\n", hoursAgo: 30);
        using (OpenLog(new RotationOptions { RetainedAge = TimeSpan.FromDays(1) }, maxBytes: 1000)) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
    }

    [Fact]
    public async Task AnArchiveFromTheFutureIsKept()
    {
        Archive("app.log.1", "o1\n", hoursAgo: -24);
        using (OpenLog(new RotationOptions { RetainedAge = TimeSpan.FromHours(1) }, maxBytes: 1000)) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
    }

    [Fact]
    public async Task ALogDoesNotTouchTheArchivesOfALogWhoseNameBeginsWithItsOwn()
    {
        foreach (var name in new[] { "app", "app.log" })
        {
            for (var number = 1; number <= 3; number++) Archive($"{name}.{number}", $"{name} {number}\n", hoursAgo: number);
        }
        Archive("app", "active\n", hoursAgo: 0);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Utc.At(Now));
        var rotation = new RotationOptions { RetainedBytes = 0 };
        var options = new MtaioFileOptions { TimeProvider = clock };
        using (var log = OpenRotating(maxBytes: 1000, backupCount: 1, options, rotation: rotation, path: Folder["app"]))
        {
            log.Information("e1");
        }
        using (OpenLog(new RotationOptions(), maxBytes: 1, backupCount: 3)) await WriteAsync("e2");
        Assert.Equal(["app", "app.log", "app.log.1", "app.log.2", "app.log.3"], Folder.Names);
        Assert.Equal("active\ne1\n", Folder.Text("app"));
    }

    [Fact]
    public async Task AnArchiveAndItsCompressedCopyCountAsOneAndAreDeletedTogether()
    {
        Archive("app.log.2024-03-09.001", "o1\n", hoursAgo: 3);
        Archive("app.log.2024-03-08.001", "o2\n", hoursAgo: 4);
        Archive("app.log.2024-03-08.001.gz", "copy of o2", hoursAgo: 4);
        Archive("app.log.2024-03-07.001", "o3\n", hoursAgo: 5);
        Archive("app.log.2024-03-07.001.gz", "copy of o3", hoursAgo: 5);
        using (OpenLog(new RotationOptions { ArchiveName = Some.DatedNames }, maxBytes: 1000, backupCount: 2)) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.2024-03-08.001", "app.log.2024-03-08.001.gz", "app.log.2024-03-09.001"], Folder.Names);
    }

    [Fact]
    public async Task AnArchiveThatCannotBeDeletedIsReportedOnceAndTriedAgainAfterEachRotation()
    {
        Archive("app.log.2", "o2\n", hoursAgo: 30);
        var failing = true;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Delete && path.Contains("app.log.", StringComparison.Ordinal) && Volatile.Read(ref failing))
                {
                    throw new UnauthorizedAccessException("denied");
                }
            },
        };
        using (OpenLog(new RotationOptions { RetainedAge = TimeSpan.FromDays(1) }, fileSystem: fileSystem))
        {
            await WriteAsync("e1");
            Eventually.True(() => Listener.Failures.Count == 1, "the first report");
            await Handle.RotateAsync();
            Eventually.True(() => Handle.Statistics.Failures == 2, "the second attempt");
            var report = Assert.Single(Listener.Failures);
            Assert.Equal(LoggingFailureKind.Temporary, report.Kind);
            Assert.Contains("app.log.2", report.Message, StringComparison.Ordinal);
            Volatile.Write(ref failing, false);
            await WriteAsync("e2");
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal(["", "e2\n", "e1\n"], Folder.Files.Values);
    }

    [Fact]
    public async Task CompressionDoesNotMakeAnArchiveYounger()
    {
        Archive("app.log", Some.Line('a', 10), hoursAgo: 0);
        Archive("app.log.1", "o1\n", hoursAgo: 23);
        var rotation = new RotationOptions { RetainedAge = TimeSpan.FromHours(24), Compression = ArchiveCompression.GZip };
        using (OpenLog(rotation, maxBytes: 10))
        {
            await WriteAsync(Some.Message('b', 10));
            Eventually.True(() => Folder.Names.SequenceEqual(["app.log", "app.log.1.gz", "app.log.2.gz"]), "the compression");
            Assert.Equal(Utc.At(Now).AddHours(-23).UtcDateTime, System.IO.File.GetLastWriteTimeUtc(Folder["app.log.2.gz"]));
            await WriteAsync(Some.Message('c', 10), "2024-03-10T14:00Z");
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz"], Folder.Names);
        Assert.Equal(Some.Line('a', 10), System.Text.Encoding.UTF8.GetString(GZipFile.Read(Folder["app.log.2.gz"])));
    }

    [Fact]
    public async Task CompressedArchivesCountWithTheirCompressedSize()
    {
        using (OpenLog(new RotationOptions { RetainedBytes = 10_000, Compression = ArchiveCompression.GZip }, maxBytes: 10))
        {
            for (var i = 0; i < 5; i++)
            {
                await WriteAsync(new string('x', 100_000));
                // An archive that still waits for its compression counts with its plain size.
                Eventually.True(() => Folder.Names.All(n => n is "app.log" || n.EndsWith(".gz", StringComparison.Ordinal)), "compression");
            }
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3.gz", "app.log.4.gz"], Folder.Names);
    }

    void Archive(string name, string content, int hoursAgo)
    {
        Folder.Write(name, content);
        System.IO.File.SetLastWriteTimeUtc(Folder[name], Utc.At(Now).AddHours(-hoursAgo).UtcDateTime);
    }

    Logger OpenLog(RotationOptions rotation, long? maxBytes = null, int? backupCount = null, FailingFileSystem? fileSystem = null) =>
        OpenAt(
            Now, interval: RotationInterval.None, rotation: rotation, maxBytes: maxBytes, backupCount: backupCount, fileSystem: fileSystem);
}
