using System.Text;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Files that a killed process or an operator has left beside an archive: in the end every byte is there exactly once.</summary>
public sealed class CompressionLeftoverTests : TimedLogUnderTest
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i}\n")));

    public static TheoryData<string, byte[]> CompressedLeftovers => new()
    {
        { "nothing in it", [] },
        { "only a header", GZipFile.Of(Content)[..10] },
        { "half of it", GZipFile.Of(Content)[..20_000] },
        { "all but the last byte", GZipFile.Of(Content)[..^1] },
        { "all but the trailer", GZipFile.Of(Content)[..^8] },
        { "all of it", GZipFile.Of(Content) },
        { "the beginning of the content", GZipFile.Of(Content.AsSpan(0, 1000)) },
    };

    [Theory]
    [MemberData(nameof(CompressedLeftovers))]
    public async Task ACompressedFileBesideItsPlainArchiveIsCompleted(string leftover, byte[] compressed)
    {
        Assert.NotEmpty(leftover);
        FileInUse.Write(Folder["app.log.1"], Content);
        FileInUse.Write(Folder["app.log.1.gz"], compressed);
        using (OpenLog()) await WriteAsync("e1");
        Assert.Empty(Listener.Failures);
        Assert.Equal(["app.log", "app.log.1.gz"], Folder.Names);
        Assert.Equal(Content, GZipFile.Read(Folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task ACompressedFileWithOtherContentIsKeptBesideThePlainArchiveAndBothShift()
    {
        Folder.Write("app.log.1", "plain\n");
        FileInUse.Write(Folder["app.log.1.gz"], GZipFile.Of("other\n"u8));
        Folder.Write("app.log.2", "older\n");
        using (OpenLog())
        {
            await WriteAsync("e1");
            await Handle.RotateAsync();
        }
        Assert.Empty(Listener.Failures);
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2", "app.log.2.gz", "app.log.3.gz"], Folder.Names);
        Assert.Equal("plain\n", Folder.Text("app.log.2"));
        Assert.Equal("other\n"u8, GZipFile.Read(Folder["app.log.2.gz"]));
        Assert.Equal("older\n"u8, GZipFile.Read(Folder["app.log.3.gz"]));
    }

    [Fact]
    public async Task AFileThatIsNotCompressedUnderTheNameOfACompressedArchiveIsLeftAlone()
    {
        Folder.Write("app.log.1", "plain\n");
        Folder.Write("app.log.1.gz", "not compressed at all, but long enough to be\n");
        using (OpenLog()) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1", "app.log.1.gz"], Folder.Names);
        Assert.Equal("plain\n", Folder.Text("app.log.1"));
    }

    [Theory]
    [InlineData("precious")]
    [InlineData("1")]
    public async Task AShortFileThatIsNotCompressedUnderTheNameOfACompressedArchiveIsLeftAlone(string foreign)
    {
        Folder.Write("app.log.1", "plain\n");
        Folder.Write("app.log.1.gz", foreign);
        using (OpenLog()) await WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1", "app.log.1.gz"], Folder.Names);
        Assert.Equal(foreign, Folder.Text("app.log.1.gz"));
    }

    [Theory]
    [InlineData("app.log.gz.tmp", false)]
    [InlineData("app.log.gz.tmp", true)]
    [InlineData("app.log.0123456789abcdef.gz.tmp", false)]
    [InlineData("app.log.0123456789abcdef.gz.tmp", true)]
    public async Task ATemporaryFileIsRemovedAtTheNextStart(string name, bool hasWork)
    {
        Folder.Write(name, "half of something");
        if (hasWork) FileInUse.Write(Folder["app.log.1"], Content);
        using (OpenLog()) await WriteAsync("e1");
        Assert.Equal(hasWork ? ["app.log", "app.log.1.gz"] : ["app.log"], Folder.Names);
        if (hasWork) Assert.Equal(Content, GZipFile.Read(Folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task ATemporaryFileIsRemovedAlsoWhenCompressionIsOff()
    {
        Folder.Write("app.log.gz.tmp", "half of something");
        using (OpenAt("2024-03-01T10:00Z")) await WriteAsync("e1");
        Assert.Equal(["app.log"], Folder.Names);
    }

    [Fact]
    public async Task FilesWhoseNamesOnlyLookLikeThatOfATemporaryFileAreNotRemoved()
    {
        string[] foreign = ["app.log.0123456789abcde.gz.tmp", "app.log.0123456789abcdeF.gz.tmp", "xapp.log.0123456789abcdef.gz.tmp"];
        foreach (var name in foreign) Folder.Write(name, "foreign");
        using (OpenLog()) await WriteAsync("e1");
        Assert.Equal(foreign.Append("app.log").Order(StringComparer.Ordinal), Folder.Names);
    }

    [TheoryExcept(Except.Wine, "it has no symbolic links")]
    [InlineData("app.log.gz.tmp")]
    [InlineData("app.log.0123456789abcdef.gz.tmp")]
    public async Task ALinkUnderTheNameOfATemporaryFileIsNeitherFollowedNorInTheWay(string link)
    {
        Folder.Write("precious.txt", "precious\n");
        Folder.Write("app.log.1", "o1\n");
        System.IO.File.CreateSymbolicLink(Folder[link], Folder["precious.txt"]);
        using (OpenLog()) await WriteAsync("e1");
        Assert.Empty(Listener.Failures);
        Assert.Equal(new[] { "app.log", "app.log.1.gz", "precious.txt", link }.Order(StringComparer.Ordinal), Folder.Names);
        Assert.Equal("precious\n", Folder.Text("precious.txt"));
    }

    Logger OpenLog() =>
        OpenAt(
            "2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { Compression = ArchiveCompression.GZip });
}
