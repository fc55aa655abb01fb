using System.Runtime.Versioning;
using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>
/// Another user can write to the folder and plants files and links at the worst moment: just before the compressed file gets its name.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedFilesTests : TimedLogUnderTest
{
    readonly TempFolder _elsewhere = new();
    readonly FailingFileSystem _fileSystem = new();

    string Precious => _elsewhere["precious.txt"];

    public PlantedFilesTests()
    {
        _elsewhere.Write("precious.txt", "precious\n");
        System.IO.File.SetUnixFileMode(Precious, UnixFileMode.UserRead);
        Folder.Write("app.log.1", "o1\n");
    }

    [TheoryExcept(Except.Windows, "file modes are of Unix")]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task WhateverReplacesTheTemporaryFileDoesNotBecomeTheArchive(bool isLink, bool isDeleted)
    {
        PlantBeforeTheRename(temporary =>
        {
            if (isDeleted) System.IO.File.Delete(temporary);
            else System.IO.File.Move(temporary, _elsewhere["moved"]);
            if (isLink) System.IO.File.CreateSymbolicLink(temporary, Precious);
            else System.IO.File.WriteAllText(temporary, "forged\n");
        });
        await CompressAsync();
        // A file without any name cannot get one: then the plain archive stays.
        Assert.Equal(["app.log", isDeleted ? "app.log.1" : "app.log.1.gz"], Folder.Names);
        Assert.Equal("o1\n"u8, isDeleted ? Folder.Bytes("app.log.1") : GZipFile.Read(Folder["app.log.1.gz"]));
        AssertPreciousIsUntouched();
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    public async Task ALinkUnderTheNameOfTheCompressedArchiveIsNotReplaced()
    {
        PlantBeforeTheRename(_ => System.IO.File.CreateSymbolicLink(Folder["app.log.1.gz"], Precious));
        await CompressAsync();
        Assert.Equal(["app.log", "app.log.1", "app.log.1.gz"], Folder.Names);
        Assert.Equal(Precious, new FileInfo(Folder["app.log.1.gz"]).LinkTarget);
        Assert.Equal("o1\n", Folder.Text("app.log.1"));
        Assert.NotEmpty(Listener.Failures);
        AssertPreciousIsUntouched();
    }

    [FactExcept(Except.Windows, "file modes are of Unix")]
    public async Task AFileUnderTheNameOfTheCompressedArchiveIsNotReplaced()
    {
        PlantBeforeTheRename(_ => Folder.Write("app.log.1.gz", "a file of another user, not compressed\n"));
        await CompressAsync();
        Assert.Equal(["app.log", "app.log.1", "app.log.1.gz"], Folder.Names);
        Assert.Equal(
            ("o1\n", "a file of another user, not compressed\n"), (Folder.Text("app.log.1"), Folder.Text("app.log.1.gz")));
    }

    [RequiresFact("chown")]
    public async Task ACompressedArchiveHasTheOwnerOfThePlainArchiveWhateverWasThereBefore()
    {
        Folder.Write("app.log.gz.tmp", "a file of another user");
        Shell.Run("chown", "65534:65534", Folder["app.log.gz.tmp"]);
        Shell.Run("chown", "1234:2345", Folder["app.log.1"]);
        await CompressAsync();
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Shell.Run("sh", "-c", $"test \"$(stat -c %u:%g '{Folder["app.log.1.gz"]}')\" = 1234:2345");
    }

    public override void Dispose()
    {
        base.Dispose();
        GC.SuppressFinalize(this);
        _elsewhere.Dispose();
    }

    void PlantBeforeTheRename(Action<string> plant) => _fileSystem.Before = (operation, path) =>
    {
        if (operation == FileOperation.Rename && path.EndsWith(".gz.tmp", StringComparison.Ordinal)) plant(path);
    };

    async Task CompressAsync()
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        using (OpenAt("2024-03-01T10:00Z", interval: RotationInterval.None, rotation: rotation, fileSystem: _fileSystem))
        {
            await WriteAsync("e1");
        }
    }

    void AssertPreciousIsUntouched()
    {
        Assert.Equal("precious\n", Encoding.UTF8.GetString(FileInUse.Bytes(Precious)));
        Assert.Equal(UnixFileMode.UserRead, System.IO.File.GetUnixFileMode(Precious));
    }
}
