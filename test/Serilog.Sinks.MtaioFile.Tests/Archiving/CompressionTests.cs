using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

[UnsupportedOSPlatform("windows")]
public sealed class CompressionTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public async Task ArchivesAreCompressedAndThePlainFilesGone()
    {
        using (var log = Log(backupCount: 2))
        {
            foreach (var filler in "abcd") await log.WriteAsync(Some.Message(filler, 10));
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz"], _folder.Names);
        Assert.Equal((Some.Line('d', 10), Some.Line('c', 10), Some.Line('b', 10)), (_folder.Text("app.log"), Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz")));
    }

    [RequiresFact("gzip")]
    public async Task TheProgramGzipFindsThemInOrder()
    {
        var line = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i} "));
        using (var log = Log())
        {
            await log.WriteAsync(line);
            await log.WriteAsync("next");
        }
        Assert.Equal(["app.log", "app.log.1.gz"], _folder.Names);
        using var gzip = Process.Start(new ProcessStartInfo("gzip", ["-t", _folder["app.log.1.gz"]]))!;
        await gzip.WaitForExitAsync();
        Assert.Equal(0, gzip.ExitCode);
        Assert.Equal(line + "\n", Unpacked("app.log.1.gz"));
    }

    [Fact]
    public async Task TheNewestStayPlainWhereThatIsAskedFor()
    {
        using (var log = Log(uncompressed: 2))
        {
            foreach (var filler in "abcde") await log.WriteAsync(Some.Message(filler, 10));
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.gz", "app.log.4.gz"], _folder.Names);
        Assert.Equal(Some.Line('a', 10), Unpacked("app.log.4.gz"));
    }

    [Fact]
    public async Task DatedArchivesAreCompressedUnderTheirNames()
    {
        using (var log = new TimedLog(_folder, "2024-03-01T10:00Z", maxBytes: 10, rotation: new RotationOptions { Naming = ArchiveNaming.Dated, Compression = ArchiveCompression.GZip, UncompressedArchives = 1 }))
        {
            foreach (var filler in "abcd") await log.WriteAsync(Some.Message(filler, 10));
        }
        Assert.Equal(["app.log", "app.log.2024-03-01.2.gz", "app.log.2024-03-01.3", "app.log.2024-03-01.gz"], _folder.Names);
        Assert.Equal((Some.Line('a', 10), Some.Line('b', 10)), (Unpacked("app.log.2024-03-01.gz"), Unpacked("app.log.2024-03-01.2.gz")));
    }

    [Fact]
    public async Task ACompressedArchiveKeepsModeAndTime()
    {
        _folder.Write("app.log.1", "old\n");
        System.IO.File.SetUnixFileMode(_folder["app.log.1"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        System.IO.File.SetLastWriteTimeUtc(_folder["app.log.1"], new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        using (var log = Log()) await log.WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1.gz"], _folder.Names);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.GroupRead, System.IO.File.GetUnixFileMode(_folder["app.log.1.gz"]));
        Assert.Equal(new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), System.IO.File.GetLastWriteTimeUtc(_folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task TheTemporaryFileIsForItsOwnerOnlyWhateverWasThere()
    {
        _folder.Write("app.log.1", "secret\n");
        System.IO.File.SetUnixFileMode(_folder["app.log.1"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var seen = UnixFileMode.None;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Rename && path.EndsWith(".tmp", StringComparison.Ordinal)) seen = System.IO.File.GetUnixFileMode(path);
            },
        };
        using (var log = Log(fileSystem: fileSystem)) await log.WriteAsync("e1");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, seen);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(_folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task AnEmptyArchiveStaysAsItIs()
    {
        _folder.Write("app.log.2", "");
        _folder.Write("app.log.1", "o1\n");
        using (var log = Log())
        {
            await log.WriteAsync("e1");
            await log.Handle.RotateAsync();
            await log.WriteAsync("e2");
            log.Dispose();
            Assert.Empty(log.Failures.Failures);
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz", "app.log.3"], _folder.Names);
        Assert.Equal(("e1\n", "o1\n", ""), (Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz"), _folder.Text("app.log.3")));
    }

    [Fact]
    public async Task WhenCompressionIsSwitchedOffCompressedArchivesMoveOnAmongPlainOnes()
    {
        _folder.Write("app.log", "active\n");
        _folder.Write("app.log.1", "o1\n");
        System.IO.File.WriteAllBytes(_folder["app.log.2.gz"], GZipFile.Of("o2\n"u8));
        using (var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None, maxBytes: 1)) await log.WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3.gz"], _folder.Names);
        Assert.Equal(("e1\n", "active\n", "o1\n", "o2\n"), (_folder.Text("app.log"), _folder.Text("app.log.1"), _folder.Text("app.log.2"), Unpacked("app.log.3.gz")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhenItFailsThePlainFileStaysAndItIsTriedAgainAfterTheNextRotation(bool onlyTheLastStep)
    {
        var fault = onlyTheLastStep ? FileOperation.Delete : FileOperation.Rename;
        _folder.Write("app.log.1", "o1\n");
        var failing = true;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (Volatile.Read(ref failing) && operation == fault && (path.EndsWith(".gz.tmp", StringComparison.Ordinal) || path.EndsWith(".1", StringComparison.Ordinal)))
                    throw new IOException("No space left on device");
            },
        };
        using (var log = Log(fileSystem: fileSystem))
        {
            await log.WriteAsync("e1");
            Eventually.True(() => log.Failures.Failures.Count == 1, "the report");
            Assert.Equal(LoggingFailureKind.Temporary, log.Failures.Failures[0].Kind);
            Assert.Equal("o1\n", _folder.Text("app.log.1"));
            Assert.Equal(onlyTheLastStep ? ["app.log", "app.log.1", "app.log.1.gz"] : ["app.log", "app.log.1"], _folder.Names);
            Volatile.Write(ref failing, false);
            await log.Handle.RotateAsync();
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2.gz"], _folder.Names);
        Assert.Equal(("e1\n", "o1\n"), (Unpacked("app.log.1.gz"), Unpacked("app.log.2.gz")));
    }

    [Fact]
    public async Task WhenItFailsTheLimitOnBytesStillHolds()
    {
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Rename && path.EndsWith(".gz.tmp", StringComparison.Ordinal)) throw new IOException("No space left on device");
            },
        };
        using (var log = new TimedLog(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None, maxBytes: 10, fileSystem: fileSystem, rotation: new RotationOptions { Compression = ArchiveCompression.GZip, RetainedBytes = 25 }))
        {
            foreach (var filler in "abcdef") await log.WriteAsync(Some.Message(filler, 10));
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], _folder.Names);
    }

    public void Dispose() => _folder.Dispose();

    string Unpacked(string name) => Encoding.UTF8.GetString(GZipFile.Read(_folder[name]));

    TimedLog Log(int? backupCount = null, int uncompressed = 0, FailingFileSystem? fileSystem = null) => new(
        _folder,
        "2024-03-01T10:00Z",
        interval: RotationInterval.None,
        maxBytes: 10,
        backupCount: backupCount,
        fileSystem: fileSystem,
        rotation: new RotationOptions { Compression = ArchiveCompression.GZip, UncompressedArchives = uncompressed });
}
