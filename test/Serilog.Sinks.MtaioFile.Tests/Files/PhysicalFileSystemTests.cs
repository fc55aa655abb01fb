using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Files;

/// <summary>The calls of the real file system.</summary>
public sealed class PhysicalFileSystemTests
{
    readonly PhysicalFileSystem _fileSystem = PhysicalFileSystem.Instance;

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public void TheKindOfAFileIsFoundWithAndWithoutFollowingLinks()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        Directory.CreateDirectory(folder["directory"]);
        System.IO.File.CreateSymbolicLink(folder["link"], "file");
        System.IO.File.CreateSymbolicLink(folder["dangling"], "gone");
        Assert.Equal(FileKind.Regular, _fileSystem.Probe(folder["file"])?.Kind);
        Assert.Equal(FileKind.Directory, _fileSystem.Probe(folder["directory"])?.Kind);
        Assert.Equal(FileKind.Link, _fileSystem.Probe(folder["link"])?.Kind);
        Assert.Equal(FileKind.Link, _fileSystem.Probe(folder["dangling"])?.Kind);
        Assert.Equal(_fileSystem.Probe(folder["file"]), _fileSystem.Follow(folder["file"]));
        if (OperatingSystem.IsLinux()) Assert.Equal(_fileSystem.Probe(folder["file"]), _fileSystem.Follow(folder["link"]));
    }

    [Fact]
    public void APathThatDoesNotExistHasNoKind()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        foreach (var name in new[] { "gone", "gone/below", "file/below", new string('n', 256) })
        {
            Assert.Null(_fileSystem.Probe(folder[name]));
        }
    }

    [RequiresFact]
    public void AFileKeepsItsIdentityUnderANewName()
    {
        using var folder = new TempFolder();
        folder.Write("old", "content");
        folder.Write("other", "replaced");
        var before = _fileSystem.Follow(folder["old"])?.Identity;
        _fileSystem.Rename(folder["old"], folder["other"]);
        Assert.Equal(["other"], folder.Names);
        Assert.Equal("content", folder.Text("other"));
        Assert.Equal(before, _fileSystem.Follow(folder["other"])?.Identity);
    }

    [Theory]
    [InlineData("gone", "new")]
    [InlineData("file", "directory")]
    [InlineData("file", "gone/new")]
    public void AnImpossibleRenameThrowsAnIOExceptionAndChangesNothing(string from, string to)
    {
        using var folder = new TempFolder();
        folder.Write("file", "content");
        Directory.CreateDirectory(folder["directory"]);
        Assert.ThrowsAny<IOException>(() => _fileSystem.Rename(folder[from], folder[to]));
        Assert.Equal(["directory", "file"], folder.Names);
        Assert.Equal("content", folder.Text("file"));
    }

    [Theory]
    [InlineData("", 2, "")]
    [InlineData("a", 2, "a")]
    [InlineData("abc", 2, "bc")]
    public void TheTailOfAShortFileIsTheWholeFile(string content, int count, string tail)
    {
        using var folder = new TempFolder();
        folder.Write("file", content);
        Assert.Equal(tail, System.Text.Encoding.ASCII.GetString(_fileSystem.ReadTail(folder["file"], count)));
    }

    [FactExcept(Except.Wine, "it has no symbolic links")]
    public void ALinkIsFollowedToItsEnd()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        System.IO.File.CreateSymbolicLink(folder["first"], "file");
        System.IO.File.CreateSymbolicLink(folder["second"], "first");
        Assert.Equal(folder["file"], _fileSystem.FinalTarget(folder["second"]));
        Assert.Equal(folder["file"], _fileSystem.FinalTarget(folder["file"]));
    }

    [Fact]
    public void NothingIsTheEndOfItsOwnChain()
    {
        using var folder = new TempFolder();
        folder.Write("file", "");
        Assert.All(
            [folder["no file"], Path.Combine(folder["no folder"], "file"), Path.Combine(folder["file"], "file")],
            missing => Assert.Equal(missing, _fileSystem.FinalTarget(missing)));
    }
}
