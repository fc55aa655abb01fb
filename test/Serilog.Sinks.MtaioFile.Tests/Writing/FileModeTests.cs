using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

[UnsupportedOSPlatform("windows")]
public sealed class FileModeTests : IDisposable
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Everybody = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    readonly TempFolder _folder = new();

    [RequiresFact]
    public async Task TheGivenModeIsExactWhateverTheUmask()
    {
        await LogTwiceAsync(Everybody);
        Assert.Equal((Everybody, Everybody), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task AnExistingFileKeepsItsModeAndTheNextOneHasTheGivenOne()
    {
        Create(OwnerOnly | UnixFileMode.GroupRead);
        await LogTwiceAsync(OwnerOnly);
        Assert.Equal((OwnerOnly, OwnerOnly | UnixFileMode.GroupRead), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task WithoutOneANewFileIsLikeTheFileBeforeIt()
    {
        Create(OwnerOnly);
        await LogTwiceAsync(mode: null);
        Assert.Equal((OwnerOnly, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1")));
    }

    [RequiresFact]
    public async Task AModeThatWasChangedMeanwhileIsTheOneToFollow()
    {
        var handle = new MtaioFileHandle();
        using var log = Open.Rotating(_folder["app.log"], null, null, new MtaioFileOptions { Handle = handle });
        log.Information("e1");
        await handle.FlushAsync();
        System.IO.File.SetUnixFileMode(_folder["app.log"], OwnerOnly);
        await handle.RotateAsync();
        System.IO.File.SetUnixFileMode(_folder["app.log"], Everybody);
        log.Information("e2");
        await handle.RotateAsync();
        Assert.Equal((Everybody, Everybody, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1"), ModeOf("app.log.2")));
    }

    [RequiresFact]
    public async Task ACompressedArchiveIsNotWiderThanTheFileThatItWas()
    {
        Create(OwnerOnly);
        await LogTwiceAsync(mode: null, ArchiveCompression.GZip);
        Assert.Equal(["app.log", "app.log.1.gz"], _folder.Names);
        Assert.Equal((OwnerOnly, OwnerOnly), (ModeOf("app.log"), ModeOf("app.log.1.gz")));
    }

    public void Dispose() => _folder.Dispose();

    void Create(UnixFileMode mode)
    {
        _folder.Write("app.log", "old\n");
        System.IO.File.SetUnixFileMode(_folder["app.log"], mode);
    }

    async Task LogTwiceAsync(UnixFileMode? mode, ArchiveCompression compression = ArchiveCompression.None)
    {
        var handle = new MtaioFileHandle();
        using var log = Open.Rotating(_folder["app.log"], null, null, new MtaioFileOptions { FileMode = mode, Handle = handle }, rotation: new RotationOptions { Compression = compression });
        log.Information("e1");
        await handle.RotateAsync();
        log.Information("e2");
        await handle.FlushAsync();
    }

    UnixFileMode ModeOf(string name) => System.IO.File.GetUnixFileMode(_folder[name]);
}
