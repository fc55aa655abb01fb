using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Whoever may write a shared log may take its lock, and no lock file is created or opened elsewhere.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LockFileTests : LogUnderTest
{
    static readonly string[] AsNobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];

    [RequiresFact("setpriv", "chmod", Root = true)]
    public void TwoUsersShareALogThatBothMayWrite() => ShareInAFolderOf("777");

    [RequiresFact("setpriv", "chmod", Root = true)]
    public void TwoUsersShareALogInAFolderWithTheStickyBit() => ShareInAFolderOf("1777");

    [RequiresFact("setpriv", "chmod", Root = true)]
    public void AnOlderLockFileThatTheUserMayOnlyReadIsEnough()
    {
        Shell.Run("chmod", "777", Folder.Path);
        Folder.Write("app.log.lock", "");
        Folder.Write("app.log", "");
        Shell.Run("chmod", "666", LogPath);
        using var process = WriterProcess.Start(AsNobody, $"open path={LogPath} shared=true", "write 5", "flush");
        process.Await("acked");
        NumberedFiles.Read(LogPath).AreExactly(1, 5);
    }

    [RequiresFact("chmod")]
    public async Task WithoutAFileModeTheLockFileHasTheModeOfTheLog()
    {
        Folder.Write("app.log", "");
        System.IO.File.SetUnixFileMode(LogPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        OpenPlain(new MtaioFileOptions { Shared = true }).Information("e1");
        await FlushAsync();
        Assert.Equal(System.IO.File.GetUnixFileMode(LogPath), System.IO.File.GetUnixFileMode(LogPath + ".lock"));
    }

    [RequiresFact("chown", Root = true)]
    public async Task TheLockFileHasTheOwnerOfTheLogWhereTheProcessMaySetIt()
    {
        Folder.Write("app.log", "");
        Shell.Run("chown", "1234:2345", LogPath);
        OpenPlain(new MtaioFileOptions { Shared = true }).Information("e1");
        await FlushAsync();
        Assert.Equal("1234:2345\n", Shell.Run("stat", "-c", "%u:%g", LogPath + ".lock"));
    }

    [RequiresTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ALinkAtTheLockFilesPathIsNeverFollowed(bool leadsToAFile)
    {
        Directory.CreateDirectory(Folder["elsewhere"]);
        if (leadsToAFile) Folder.Write("elsewhere/file", "theirs");
        System.IO.File.CreateSymbolicLink(LogPath + ".lock", Folder["elsewhere/file"]);
        OpenPlain(new MtaioFileOptions { Shared = true }).Information("e1");
        Eventually.True(() => Listener.Failures.Count > 0, "a report of the link");
        Assert.Contains("app.log.lock cannot be locked", Listener.Failures[0].Message, StringComparison.Ordinal);
        Assert.Equal(leadsToAFile ? 1 : 0, Directory.GetFiles(Folder["elsewhere"]).Length);
        System.IO.File.Delete(LogPath + ".lock");
        await FlushAsync();
        Assert.Equal("e1\n", Folder.Text("app.log"));
    }

    void ShareInAFolderOf(string mode)
    {
        Shell.Run("chmod", mode, Folder.Path);
        using var first = WriterProcess.Start($"open path={LogPath} shared=true mode=666", "write 5", "flush");
        first.Await("acked");
        Assert.Equal("666", Shell.Run("stat", "-c", "%a", LogPath + ".lock").Trim());
        using var second = WriterProcess.Start(AsNobody, $"open path={LogPath} shared=true mode=666 after=5", "write 5", "flush");
        second.Await("acked");
        NumberedFiles.Read(LogPath).AreExactly(1, 10);
        Assert.Empty(second.Failures);
    }
}
