using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>
/// A folder with archives of two codecs, as it is after another compression was chosen: they are found, shifted, counted and pruned as one
/// chain.
/// </summary>
public sealed class MixedCodecsTests : LogUnderTest
{
    [Fact]
    public void ArchivesOfEveryCodecAreListed()
    {
        Write("app.log.1", "app.log.2.br", "app.log.3.gz", "app.log.4", "app.log.4.br", "app.log.4.gz", "app.log.10.br");
        Write("app.log.5.gz.br", "app.log.5.BR", "app.log.5.br.tmp", "app.log.br", "app.log.br.tmp", "app.log.05.br");
        Write("app.log.2024-03-01.001.br");
        using var archives = new ArchivesUnderTest(Folder);
        Assert.Equal(
            ["app.log.1", "app.log.2.br", "app.log.3.gz", "app.log.4 + app.log.4.br + app.log.4.gz", "app.log.10.br"], archives.Listed);
        Assert.Equal([1L, 1L, 1L, 3L, 1L], archives.Folder.List().Select(a => a.Facts.Bytes));
    }

    [Fact]
    public void DatedArchivesOfEveryCodecAreListed()
    {
        Write("app.log.2024-03-01.001.br", "app.log.2024-03-01.002.gz", "app.log.2024-03-02_04.001");
        Write("app.log.2024-03-02_04.001.br", "app.log.1.br");
        using var archives = new ArchivesUnderTest(Folder, PatternArchiveNames.Of(Some.DatedNames, "app.log"));
        Assert.Equal(
            ["app.log.2024-03-02_04.001 + app.log.2024-03-02_04.001.br", "app.log.2024-03-01.002.gz", "app.log.2024-03-01.001.br"],
            archives.Listed);
    }

    [Fact]
    public void FilesWithTheSuffixOfAnUnknownCodecAreNotListed()
    {
        Write("app.log.1.gz", "app.log.2.zz");
        using var archives = new ArchivesUnderTest(Folder, codecs: ArchiveCodecs.None.All);
        Assert.Equal(["app.log.1.gz"], archives.Listed);
    }

    [Theory]
    [InlineData(4, ".1.br: o1; .2.gz: o2; .3: o3", ".1: a10; .2.br: o1; .3.gz: o2; .4: o3")]
    [InlineData(null, ".1.br: o1; .2.gz: o2; .4.br: o4", ".1: a10; .2.br: o1; .3.gz: o2; .4.br: o4")]
    [InlineData(3, ".1.br: o1; .1.gz: p1; .3.br: o3", ".1: a10; .2.br: o1; .2.gz: p1; .3.br: o3")]
    // The last archive is moved beyond the last number, then pruned.
    [InlineData(2, ".1.br: o1; .2.gz: o2", ".1: a10; .2.br: o1")]
    [InlineData(1, ".1.br: o1", ".1: a10")]
    // That number is taken: the shift goes on as far as the first free number, then everything beyond the last number is pruned.
    [InlineData(2, ".1.br: o1; .2.gz: o2; .3.br: o3; .4: o4; .6.br: o6", ".1: a10; .2.br: o1")]
    [InlineData(1, ".1.br: o1; .1.gz: p1; .2.br: o2", ".1: a10")]
    public void ArchivesOfEveryCodecShiftUpToTheFirstFreeNumber(int? backupCount, string before, string after)
    {
        Sized.Write(Folder, "app.log: a10; " + before);
        using var archives = new ArchivesUnderTest(Folder);
        var rotation = new NumberedRotation(archives.Folder, backupCount, archives.Mover, archives.Deleter);
        Assert.Equal(Folder["app.log.1"], archives.Rotate(rotation));
        archives.PruneByCount(backupCount);
        Sized.AssertFolder(after, Folder);
    }

    [Fact]
    public void ADirectoryAtTheNameOfAnArchiveOfAnyCodecStopsTheRotation()
    {
        Write("app.log", "app.log.2.gz");
        Directory.CreateDirectory(Folder["app.log.1.br"]);
        using var archives = new ArchivesUnderTest(Folder);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 3, archives.Mover, archives.Deleter);
        Assert.Throws<IOException>(() => archives.Rotate(rotation));
        Assert.Equal(["app.log", "app.log.1.br", "app.log.2.gz"], Folder.Names);
    }

    [Theory]
    [InlineData("app.log.2024-03-01.007.br", "app.log.2024-03-01.008")]
    [InlineData("app.log.2024-03-01.2147483647.br", "app.log.2024-03-01.002")]
    public void ANewDatedArchiveTakesANumberThatNoArchiveOfAnyCodecHas(string highest, string expected)
    {
        Write("app.log", "app.log.2024-03-01.001.gz", highest);
        using var archives = new ArchivesUnderTest(Folder, PatternArchiveNames.Of(Some.DatedNames, "app.log"));
        var rotation = new DatedRotation(archives.Folder, StampPrecision.Day, backupCount: null, archives.Mover);
        Assert.Equal(Folder[expected], archives.Rotate(rotation, new DateTime(2024, 3, 1)));
        Assert.Equal(new[] { "app.log.2024-03-01.001.gz", expected, highest }.Order(StringComparer.Ordinal), Folder.Names);
    }

    [Fact]
    public void RetentionCountsAndPrunesArchivesOfEveryCodec()
    {
        Write("app.log", "app.log.1", "app.log.2.br", "app.log.2.gz", "app.log.3.gz", "app.log.4.br", "app.log.5.br.gz");
        using var archives = new ArchivesUnderTest(Folder);
        archives.Prune(new RetentionPolicy(Count: 3, Age: null, TotalBytes: null));
        Assert.Equal(["app.log", "app.log.1", "app.log.2.br", "app.log.2.gz", "app.log.3.gz", "app.log.5.br.gz"], Folder.Names);
        // One byte each, three in the two newest archives.
        archives.Prune(new RetentionPolicy(Count: null, Age: null, TotalBytes: 3));
        Assert.Equal(["app.log", "app.log.1", "app.log.2.br", "app.log.2.gz", "app.log.5.br.gz"], Folder.Names);
        archives.Prune(new RetentionPolicy(Count: null, Age: null, TotalBytes: 2));
        Assert.Equal(["app.log", "app.log.1", "app.log.5.br.gz"], Folder.Names);
        Assert.Empty(archives.Failures.Failures);
    }

    [Fact]
    public void WhenTheCompressionChangesNewArchivesUseItAndOldArchivesStay()
    {
        Write("app.log", "app.log.1", "app.log.2", "app.log.4.gz");
        FileInUse.Write(Folder["app.log.3.gz"], GZipFile.Of("o3"u8));
        using var archives = new ArchivesUnderTest(Folder);
        archives.Keep(AllCodecs.Brotli, plainCount: 1);
        Assert.Equal(["app.log", "app.log.1", "app.log.2.br", "app.log.3.gz", "app.log.4.gz"], Folder.Names);
        Assert.Equal("o3"u8, GZipFile.Read(Folder["app.log.3.gz"]));
        AssertContent("x"u8, "app.log.2.br");
        Assert.Empty(archives.Failures.Failures);
    }

    [Fact]
    public void WhenTheCompressionChangesLeftoversAreCompletedByTheirOwnCodec()
    {
        var gzip = GZipFile.Of("x"u8);
        Write("app.log.1", "app.log.2", "app.log.3", "app.log.4", "app.log.gz.tmp", "app.log.br.tmp");
        FileInUse.Write(Folder["app.log.1.gz"], gzip);
        FileInUse.Write(Folder["app.log.2.gz"], gzip.AsSpan(..^1));
        FileInUse.Write(Folder["app.log.3.gz"], GZipFile.Of("other"u8));
        FileInUse.Write(Folder["app.log.4.gz"], []);
        using var archives = new ArchivesUnderTest(Folder);
        archives.Keep(AllCodecs.Brotli);
        Assert.Equal(["app.log.1.gz", "app.log.2.br", "app.log.3", "app.log.3.gz", "app.log.4.br"], Folder.Names);
        Assert.Equal(gzip, Folder.Bytes("app.log.1.gz"));
        AssertContent("x"u8, "app.log.2.br");
        AssertContent("x"u8, "app.log.4.br");
        Assert.Equal("x", Folder.Text("app.log.3"));
        Assert.Empty(archives.Failures.Failures);
    }

    [Fact]
    public void WithoutCompressionTheTemporaryFilesOfEveryCodecAreRemoved()
    {
        Write("app.log.1", "app.log.gz.tmp", "app.log.br.tmp", "app.log.zst.tmp");
        using var archives = new ArchivesUnderTest(Folder);
        archives.Keep(codec: null);
        Assert.Equal(["app.log.1", "app.log.zst.tmp"], Folder.Names);
    }

    void Write(params string[] names)
    {
        foreach (var name in names) Folder.Write(name, "x");
    }

    void AssertContent(ReadOnlySpan<byte> expected, string name)
    {
        using var plain = new MemoryStream(expected.ToArray());
        using var compressed = FileInUse.Open(Folder[name]);
        Assert.Equal(CompressedContent.Same, AllCodecs.Brotli.Compare(plain, compressed, CancellationToken.None));
    }
}
