using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Which files of a folder are listed as archives, and in which order.</summary>
public sealed class ArchiveFolderTests : LogUnderTest
{
    [Fact]
    public void NumberedArchivesAreListedByNumberNewestFirst()
    {
        foreach (var number in new[] { 10, 2, 1, 9 }) Folder.Write($"app.log.{number}", "x");
        Assert.Equal([1, 2, 9, 10], List().Select(a => a.Id.Number));
    }

    [Fact]
    public void DatedArchivesAreListedByDateAndNumberNewestFirst()
    {
        string[] newestFirst = ["app.log.2024-03-02.001", "app.log.2024-03-01.010", "app.log.2024-03-01.002", "app.log.2024-03-01.001"];
        foreach (var name in newestFirst) Folder.Write(name, "x");
        using var archives = new ArchivesUnderTest(Folder, PatternArchiveNames.Of(Some.DatedNames, "app.log"));
        Assert.Equal(newestFirst.Select(n => Folder[n]), archives.Folder.List().Select(a => archives.Folder.PathOf(a.Id)));
    }

    [Fact]
    public void APlainFileAndItsCompressedCopyAreOneArchive()
    {
        Folder.Write("app.log.1", "12345");
        Folder.Write("app.log.1.gz", "123");
        Folder.Write("app.log.2.gz", "12");
        var archives = List();
        Assert.Equal([8L, 2L], archives.Select(a => a.Facts.Bytes));
        Assert.Equal([(true, true), (false, true)], archives.Select(a => (a.Plain is not null, a.Codec is not null)));
    }

    [Fact]
    public void AnArchiveHasTheTimeOfItsPlainFile()
    {
        Folder.Write("app.log.1", "x");
        Folder.Write("app.log.1.gz", "x");
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log.1"], new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(Utc.At("2024-01-02"), List()[0].Facts.LastWrite);
    }

    [Fact]
    public void OnlyRegularFilesWithExactNamesAreArchives()
    {
        string[] foreign =
            ["app.log", "app.log.01", "app.log.x", "app.log.1.bak", "xapp.log.1", "app.log.gz.tmp", "app.log.lock", "app.log.2024-03-01"];
        foreach (var name in foreign) Folder.Write(name, "x");
        Directory.CreateDirectory(Folder["app.log.1"]);
        System.IO.File.CreateSymbolicLink(Folder["app.log.2"], Folder["app.log"]);
        System.IO.File.CreateSymbolicLink(Folder["app.log.3.gz"], Folder["nowhere"]);
        Assert.Empty(List());
    }

    [Fact]
    public void AFileThatVanishesDuringTheListingIsNotListed()
    {
        Folder.Write("app.log.1", "x");
        Folder.Write("app.log.2", "x");
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
            {
                if (operation == FileOperation.Probe && path.EndsWith(".1", StringComparison.Ordinal)) System.IO.File.Delete(path);
            },
        };
        using var archives = new ArchivesUnderTest(Folder, fileSystem: fileSystem);
        Assert.Equal([2], archives.Folder.List().Select(a => a.Id.Number));
    }

    IReadOnlyList<ArchiveSlot> List()
    {
        using var archives = new ArchivesUnderTest(Folder);
        return archives.Folder.List();
    }
}
