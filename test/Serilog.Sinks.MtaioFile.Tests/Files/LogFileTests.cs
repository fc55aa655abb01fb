using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Files;

/// <summary>An open log file: appending, truncating, mode and length.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LogFileTests
{
    const UnixFileMode OnlyMine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Everybody =
        OnlyMine | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    [Fact]
    public void TwoOpenFilesAppendWithoutOverwritingEachOther()
    {
        using var folder = new TempFolder();
        using (var first = LogFile.Open(folder["app.log"], mode: null))
        using (var second = LogFile.Open(folder["app.log"], mode: null))
        {
            first.Append("one\n"u8);
            second.Append("two\n"u8);
            first.Append("three\n"u8);
            Assert.Equal((14, 14), (first.Length, second.Length));
            Assert.Equal(first.Identity, second.Identity);
            first.FlushToDisk();
        }
        Assert.Equal("one\ntwo\nthree\n"u8, folder.Bytes("app.log"));
    }

    [RequiresFact]
    public void AppendingAfterATruncationLeavesNoHole()
    {
        using var folder = new TempFolder();
        using (var file = LogFile.Open(folder["app.log"], mode: null))
        {
            file.Append("a long line\n"u8);
            using (var other = LogFile.Open(folder["app.log"], mode: null)) other.TruncateTo(0);
            file.Append("next\n"u8);
        }
        Assert.Equal("next\n"u8, folder.Bytes("app.log"));
    }

    [Fact]
    public void TruncatedBytesAreGone()
    {
        using var folder = new TempFolder();
        using (var file = LogFile.Open(folder["app.log"], mode: null))
        {
            file.Append("whole\ntorn"u8);
            file.TruncateTo(6);
            Assert.Equal(6, file.Length);
            file.Append("next\n"u8);
        }
        Assert.Equal("whole\nnext\n"u8, folder.Bytes("app.log"));
    }

    [RequiresFact]
    public void ANewFileHasExactlyTheGivenModeAndAnExistingFileKeepsItsMode()
    {
        using var folder = new TempFolder();
        foreach (var mode in new[] { OnlyMine, Everybody })
        {
            // Beyond what the umask of the process leaves.
            var name = $"{mode:d}.log";
            using (var file = LogFile.Open(folder[name], mode)) Assert.Equal(mode, file.Mode);
            using (var file = LogFile.Open(folder[name], UnixFileMode.UserWrite)) Assert.Equal(mode, file.Mode);
        }
    }

    [RequiresFact]
    public void AFileThatAppearsWhileTheLogIsBeingOpenedKeepsItsMode()
    {
        using var folder = new TempFolder();
        var done = false;
        var planting = Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                folder.Write("made", "theirs");
                System.IO.File.SetUnixFileMode(folder["made"], OnlyMine);
                System.IO.File.Move(folder["made"], folder["app.log"], overwrite: true);
                System.IO.File.Delete(folder["app.log"]);
            }
        });
        for (var i = 0; i < 20_000; i++)
        {
            using var file = LogFile.Open(folder["app.log"], Everybody);
            Assert.Equal(file.Length == 0 ? Everybody : OnlyMine, file.Mode);
        }
        Volatile.Write(ref done, true);
        planting.Wait();
    }

    [RequiresFact]
    public void ALinkThatLeadsNowhereGetsItsFile()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["elsewhere"]);
        System.IO.File.CreateSymbolicLink(folder["middle"], "elsewhere/real.log");
        System.IO.File.CreateSymbolicLink(folder["app.log"], "middle");
        using (var file = LogFile.Open(folder["app.log"], OnlyMine)) file.Append("one\n"u8);
        Assert.Equal("one\n"u8, folder.Bytes("elsewhere/real.log"));
        Assert.Equal(OnlyMine, System.IO.File.GetUnixFileMode(folder["elsewhere/real.log"]));
    }

    [Theory]
    [InlineData("taken")]
    [InlineData("new/")]
    public void ADirectoryCannotBeOpened(string name)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["taken"]);
        Assert.NotNull(Record.Exception(() => LogFile.Open(folder[name], mode: null)));
        Assert.Equal(["taken"], folder.Names);
    }

    [RequiresFact]
    public void TheLengthOfADeviceIsZero()
    {
        using var file = PhysicalFileSystem.Instance.Open("/dev/null", mode: null);
        file.Append("gone\n"u8);
        file.FlushToDisk();
        Assert.Equal((false, 0), (file.IsRegular, file.Length));
    }
}
