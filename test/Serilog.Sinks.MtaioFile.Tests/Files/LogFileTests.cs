using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Files;

/// <summary>An open log file: appending, truncating, mode and length.</summary>
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
