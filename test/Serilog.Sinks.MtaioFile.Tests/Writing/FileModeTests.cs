using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The permissions of new files.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests : LogUnderTest
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Everybody =
        OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    [RequiresFact]
    public async Task ANewFileHasExactlyTheGivenModeWhateverTheUmask()
    {
        await LogTwiceAsync(Everybody);
        Assert.Equal((Everybody, Everybody), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task AnExistingFileKeepsItsModeAndTheNextFileHasTheGivenMode()
    {
        Create(OwnerOnly | UnixFileMode.GroupRead);
        await LogTwiceAsync(OwnerOnly);
        Assert.Equal((OwnerOnly, OwnerOnly | UnixFileMode.GroupRead), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task WithoutAGivenModeANewFileHasTheModeOfTheRotatedFile()
    {
        Create(OwnerOnly);
        await LogTwiceAsync(mode: null);
        Assert.Equal((OwnerOnly, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task ANewFileHasTheModeThatTheRotatedFileHadLast()
    {
        var log = OpenRotating();
        log.Information("e1");
        await FlushAsync();
        System.IO.File.SetUnixFileMode(Folder["app.log"], OwnerOnly);
        await Handle.RotateAsync();
        System.IO.File.SetUnixFileMode(Folder["app.log"], Everybody);
        log.Information("e2");
        await Handle.RotateAsync();
        Assert.Equal((Everybody, Everybody, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1"), ModeOf("app.log.2")));
    }

    [RequiresFact]
    public async Task ACompressedArchiveHasTheModeOfTheRotatedFile()
    {
        Create(OwnerOnly);
        await LogTwiceAsync(mode: null, ArchiveCompression.GZip);
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal((OwnerOnly, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1.gz")));
    }

    [RequiresTheory("chown")]
    [InlineData(nameof(ArchiveCompression.None), "app.log app.log.1 app.log.2")]
    [InlineData(nameof(ArchiveCompression.GZip), "app.log app.log.1.gz app.log.2.gz")]
    public async Task ANewFileHasTheOwnerOfTheRotatedFileWhereTheProcessMaySetIt(string compression, string names)
    {
        Create(OwnerOnly);
        Shell.Run("chown", "1234:2345", Folder["app.log"]);
        await LogTwiceAsync(mode: null, ArchiveCompression.Named[compression]);
        await LogTwiceAsync(mode: Everybody, ArchiveCompression.Named[compression]);
        Assert.All(names.Split(' '), name => Assert.Equal("1234:2345\n", Shell.Run("stat", "-c", "%u:%g", Folder[name])));
        Assert.Equal(Everybody, ModeOf("app.log"));
    }

    [RequiresFact("chown")]
    public async Task AnExistingFileKeepsItsOwner()
    {
        var log = OpenRotating();
        log.Information("e1");
        await FlushAsync();
        System.IO.File.Move(Folder["app.log"], Folder["moved"]);
        Folder.Write("app.log", "");
        Shell.Run("chown", "1234:2345", Folder["app.log"]);
        await Handle.ReopenAsync();
        Assert.Equal("1234:2345\n", Shell.Run("stat", "-c", "%u:%g", Folder["app.log"]));
    }

    void Create(UnixFileMode mode)
    {
        Folder.Write("app.log", "old\n");
        System.IO.File.SetUnixFileMode(Folder["app.log"], mode);
    }

    async Task LogTwiceAsync(UnixFileMode? mode, ArchiveCompression? compression = null)
    {
        var rotation = new RotationOptions { Compression = compression ?? ArchiveCompression.None };
        using var log = OpenRotating(options: new MtaioFileOptions { FileMode = mode }, rotation: rotation);
        log.Information("e1");
        await Handle.RotateAsync();
        log.Information("e2");
        await FlushAsync();
    }

    UnixFileMode ModeOf(string name) => System.IO.File.GetUnixFileMode(Folder[name]);
}
