using System.Text;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>What a process that was killed while it compressed, or an operator, may have left: every byte is there exactly once in the end.</summary>
public sealed class CompressionLeftoverTests : IDisposable
{
    static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i}\n")));

    readonly TempFolder _folder = new();

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
    public async Task ACompressedFileBesideItsSourceIsFinished(string leftover, byte[] compressed)
    {
        Assert.NotEmpty(leftover);
        System.IO.File.WriteAllBytes(_folder["app.log.1"], Content);
        System.IO.File.WriteAllBytes(_folder["app.log.1.gz"], compressed);
        using (var log = Log())
        {
            await log.WriteAsync("e1");
            log.Dispose();
            Assert.Empty(log.Failures.Failures);
        }
        Assert.Equal(["app.log", "app.log.1.gz"], _folder.Names);
        Assert.Equal(Content, GZipFile.Read(_folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task ACompressedFileOfOtherContentIsLeftBesideThePlainOneAndBothMoveOn()
    {
        _folder.Write("app.log.1", "plain\n");
        System.IO.File.WriteAllBytes(_folder["app.log.1.gz"], GZipFile.Of("other\n"u8));
        _folder.Write("app.log.2", "older\n");
        using (var log = Log())
        {
            await log.WriteAsync("e1");
            await log.Handle.RotateAsync();
            log.Dispose();
            Assert.Empty(log.Failures.Failures);
        }
        Assert.Equal(["app.log", "app.log.1.gz", "app.log.2", "app.log.2.gz", "app.log.3.gz"], _folder.Names);
        Assert.Equal("plain\n", _folder.Text("app.log.2"));
        Assert.Equal("other\n"u8, GZipFile.Read(_folder["app.log.2.gz"]));
        Assert.Equal("older\n"u8, GZipFile.Read(_folder["app.log.3.gz"]));
    }

    [Fact]
    public async Task SomethingThatIsNotCompressedUnderSuchANameIsLeftAlone()
    {
        _folder.Write("app.log.1", "plain\n");
        _folder.Write("app.log.1.gz", "not compressed at all, but long enough to be\n");
        using (var log = Log()) await log.WriteAsync("e1");
        Assert.Equal(["app.log", "app.log.1", "app.log.1.gz"], _folder.Names);
        Assert.Equal("plain\n", _folder.Text("app.log.1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ATemporaryFileIsRemovedAtTheNextStart(bool hasWork)
    {
        _folder.Write("app.log.gz.tmp", "half of something");
        if (hasWork) System.IO.File.WriteAllBytes(_folder["app.log.1"], Content);
        using (var log = Log()) await log.WriteAsync("e1");
        Assert.Equal(hasWork ? ["app.log", "app.log.1.gz"] : ["app.log"], _folder.Names);
        if (hasWork) Assert.Equal(Content, GZipFile.Read(_folder["app.log.1.gz"]));
    }

    [Fact]
    public async Task ATemporaryFileIsRemovedAlsoWhenNothingIsCompressedAnyMore()
    {
        _folder.Write("app.log.gz.tmp", "half of something");
        using (var log = new TimedLog(_folder, "2024-03-01T10:00Z")) await log.WriteAsync("e1");
        Assert.Equal(["app.log"], _folder.Names);
    }

    [Fact]
    public async Task ALinkUnderTheTemporaryNameIsNotFollowed()
    {
        _folder.Write("precious.txt", "precious\n");
        _folder.Write("app.log.1", "o1\n");
        System.IO.File.CreateSymbolicLink(_folder["app.log.gz.tmp"], _folder["precious.txt"]);
        using (var log = Log())
        {
            await log.WriteAsync("e1");
            log.Dispose();
            Assert.NotEmpty(log.Failures.Failures);
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.gz.tmp", "precious.txt"], _folder.Names);
        Assert.Equal(("precious\n", "o1\n"), (_folder.Text("precious.txt"), _folder.Text("app.log.1")));
    }

    public void Dispose() => _folder.Dispose();

    TimedLog Log() => new(_folder, "2024-03-01T10:00Z", interval: RotationInterval.None, rotation: new RotationOptions { Compression = ArchiveCompression.GZip });
}
