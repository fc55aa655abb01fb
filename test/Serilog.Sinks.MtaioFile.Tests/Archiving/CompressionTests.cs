using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Archives are compressed with gzip.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CompressionTests : TimedLogUnderTest
{
    [Fact]
    public async Task ArchivesAreCompressedAndThePlainFilesDeleted()
    {
        using (OpenLog(backupCount: 2)) await WriteLinesOfTenBytesAsync("abcd");
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz"], Folder.Names);
        Assert.Equal(
            (Some.Line('d', 10), Some.Line('c', 10), Some.Line('b', 10)),
            (Folder.Text("app.log"), Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz")));
    }

    [RequiresFact("gzip")]
    public async Task TheGzipProgramAcceptsACompressedArchive()
    {
        var line = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i} "));
        using (OpenLog())
        {
            await WriteAsync(line);
            await WriteAsync("next");
        }
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-t", Folder["app.log.1.gz"]]))!;
        await gzip.WaitForExitAsync();
        Assert.Equal(0, gzip.ExitCode);
        Assert.Equal(line + "\n", Unpacked("app.log.1.gz"));
    }

    [Fact]
    public async Task TheNewestArchivesStayPlainIfTheOptionSaysSo()
    {
        using (OpenLog(uncompressed: 2)) await WriteLinesOfTenBytesAsync("abcde");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.gz", "app.log.4.gz"], Folder.Names);
        Assert.Equal(Some.Line('a', 10), Unpacked("app.log.4.gz"));
    }

    [Fact]
    public async Task DatedArchivesAreCompressedUnderTheirNames()
    {
        var rotation = new RotationOptions
        {
            ArchiveName = Some.DatedNames,
            Compression = ArchiveCompression.GZip,
            UncompressedArchives = 1,
        };
        using (OpenAt("2024-03-01T10:00Z", maxBytes: 10, rotation: rotation))
        {
            await WriteLinesOfTenBytesAsync("abcd");
        }
        Assert.Equal(["app.log", "app.log.2024-03-01.001.gz", "app.log.2024-03-01.002.gz", "app.log.2024-03-01.003"], Folder.Names);
        Assert.Equal(Some.Line('a', 10), Unpacked("app.log.2024-03-01.001.gz"));
        Assert.Equal(Some.Line('b', 10), Unpacked("app.log.2024-03-01.002.gz"));
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    public async Task ACompressedArchiveKeepsModeAndTime()
    {
        Folder.Write("app.log.1", "old\n");
        System.IO.File.SetUnixFileMode(Folder["app.log.1"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log.1"], new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        using (OpenLog()) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, System.IO.File.GetUnixFileMode(Folder["app.log.1.gz"]));
        Assert.Equal(new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), System.IO.File.GetLastWriteTimeUtc(Folder["app.log.1.gz"]));
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    public async Task TheTemporaryFileIsReadableOnlyByItsOwner()
    {
        Folder.Write("app.log.1", "secret\n");
        System.IO.File.SetUnixFileMode(Folder["app.log.1"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var seen = UnixFileMode.None;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Rename && path.EndsWith(".tmp", StringComparison.Ordinal))
                {
                    seen = System.IO.File.GetUnixFileMode(path);
                }
            },
        };
        using (OpenLog(fileSystem: fileSystem)) await WriteAsync("e1");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, seen);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(Folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task AnEmptyArchiveIsNotCompressed()
    {
        Folder.Write("app.log.2", "");
        Folder.Write("app.log.1", "o1\n");
        using (OpenLog())
        {
            await WriteAsync("e1");
            await Handle.RotateAsync();
            await WriteAsync("e2");
        }
        Assert.Empty(Listener.Failures);
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3"], Folder.Names);
        Assert.Equal(("e1\n", "o1\n", ""), (Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz"), Folder.Text("app.log.3")));
    }

    [Fact]
    public async Task WhenCompressionIsSwitchedOffCompressedArchivesShiftAmongPlainOnes()
    {
        Folder.Write("app.log", "active\n");
        Folder.Write("app.log.1", "o1\n");
        FileInUse.Write(Folder["app.log.2.gz"], GZipFile.Of("o2\n"u8));
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, maxBytes: 1)) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.gz"], Folder.Names);
        Assert.Equal(
            ("e1\n", "active\n", "o1\n", "o2\n"),
            (Folder.Text("app.log"), Folder.Text("app.log.1"), Folder.Text("app.log.2"), Unpacked("app.log.3.gz")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhenCompressionFailsThePlainFileStaysAndIsCompressedAfterTheNextRotation(bool onlyTheLastStep)
    {
        var fault = onlyTheLastStep ? FileOperation.Delete : FileOperation.Rename;
        Folder.Write("app.log.1", "o1\n");
        var failing = true;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                var isConcerned = path.EndsWith(".gz.tmp", StringComparison.Ordinal) || path.EndsWith(".1", StringComparison.Ordinal);
                if (Volatile.Read(ref failing) && operation == fault && isConcerned) throw new IOException("No space left on device");
            },
        };
        using (OpenLog(fileSystem: fileSystem))
        {
            await WriteAsync("e1");
            Eventually.True(() => Listener.Failures.Count == 1, "the report");
            Assert.Equal(LoggingFailureKind.Temporary, Listener.Failures[0].Kind);
            Assert.Equal("o1\n", Folder.Text("app.log.1"));
            Assert.Equal(onlyTheLastStep ? ["app.log", "app.log.1", "app.log.1.gz"] : ["app.log", "app.log.1"], Folder.Names);
            Volatile.Write(ref failing, false);
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz"], Folder.Names);
        Assert.Equal(("e1\n", "o1\n"), (Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz")));
    }

    [Fact]
    public async Task AnArchiveThatCannotBeReadIsReportedAndSkippedUntilTheNextRotation()
    {
        Folder.Write("app.log.1", "o1\n");
        Folder.Write("app.log.2", "o2\n");
        Folder.Write("app.log.3", "o3\n");
        using (OpenLog())
        {
            using (new FileStream(Folder["app.log.3"], FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                await WriteAsync("e1");
                Eventually.True(() => Folder.Names.SequenceEqual(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3"]), "the others");
            }
            Assert.Contains("app.log.3", Assert.Single(Listener.Failures).Message, StringComparison.Ordinal);
            await Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3.gz", "app.log.4.gz"], Folder.Names);
        Assert.Equal("o3\n", Unpacked("app.log.4.gz"));
    }

    [Fact]
    public async Task WhenCompressionFailsRetainedBytesStillApplies()
    {
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Rename && path.EndsWith(".gz.tmp", StringComparison.Ordinal))
                {
                    throw new IOException("No space left on device");
                }
            },
        };
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip, RetainedBytes = 25 };
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, maxBytes: 10, fileSystem: fileSystem, rotation: rotation))
        {
            await WriteLinesOfTenBytesAsync("abcdef");
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
    }

    string Unpacked(string name) => Encoding.UTF8.GetString(GZipFile.Read(Folder[name]));

    Logger OpenLog(int? backupCount = null, int uncompressed = 0, FailingFileSystem? fileSystem = null) => OpenAt(
        "2024-03-01T10:00Z",
        interval: RotationInterval.None,
        maxBytes: 10,
        backupCount: backupCount,
        fileSystem: fileSystem,
        rotation: new RotationOptions { Compression = ArchiveCompression.GZip, UncompressedArchives = uncompressed });
}
