using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

public sealed class ArchiveCatalogTests : IDisposable
{
    readonly TempFolder _folder = new();

    [Fact]
    public void NumberedArchivesAreListedByNumberTheNewestFirst()
    {
        foreach (var number in new[] { 10, 2, 1, 9 }) _folder.Write($"app.log.{number}", "x");
        Assert.Equal([1, 2, 9, 10], Numbered().List().Select(a => a.Id.Number));
    }

    [Fact]
    public void DatedArchivesAreListedByDateAndNumberTheNewestFirst()
    {
        string[] newestFirst = ["app.log.2024-03-02", "app.log.2024-03-01.10", "app.log.2024-03-01.2", "app.log.2024-03-01"];
        foreach (var name in newestFirst) _folder.Write(name, "x");
        var catalog = Dated();
        Assert.Equal(newestFirst.Select(n => _folder[n]), catalog.List().Select(a => catalog.PathOf(a.Id, compressed: false)));
    }

    [Fact]
    public void APlainFileAndItsCompressedCopyAreOneArchive()
    {
        _folder.Write("app.log.1", "12345");
        _folder.Write("app.log.1.gz", "123");
        _folder.Write("app.log.2.gz", "12");
        var archives = Numbered().List();
        Assert.Equal([8L, 2L], archives.Select(a => a.Facts.Bytes));
        Assert.Equal([(true, true), (false, true)], archives.Select(a => (a.Plain is not null, a.Compressed is not null)));
    }

    [Fact]
    public void TheTimeOfAnArchiveIsThatOfItsPlainFile()
    {
        _folder.Write("app.log.1", "x");
        _folder.Write("app.log.1.gz", "x");
        System.IO.File.SetLastWriteTimeUtc(_folder["app.log.1"], new DateTime(2024, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(Utc.At("2024-01-02"), Numbered().List()[0].Facts.LastWrite);
    }

    [Fact]
    public void OnlyRegularFilesWithExactNamesAreArchives()
    {
        string[] others =
        [
            "app.log", "app.log.01", "app.log.x", "app.log.1.bak", "xapp.log.1", "app.log.gz.tmp", "app.log.lock", "app.log.2024-03-01",
        ];
        foreach (var name in others) _folder.Write(name, "x");
        Directory.CreateDirectory(_folder["app.log.1"]);
        System.IO.File.CreateSymbolicLink(_folder["app.log.2"], _folder["app.log"]);
        System.IO.File.CreateSymbolicLink(_folder["app.log.3.gz"], _folder["nowhere"]);
        Assert.Empty(Numbered().List());
    }

    [Fact]
    public void AFileThatVanishesDuringTheLookIsNoArchive()
    {
        _folder.Write("app.log.1", "x");
        _folder.Write("app.log.2", "x");
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, path) =>
                { if (operation == FileOperation.Probe && path.EndsWith(".1", StringComparison.Ordinal)) System.IO.File.Delete(path); },
        };
        Assert.Equal([2], new ArchiveCatalog(fileSystem, _folder.Path, new ArchiveNames("app.log")).List().Select(a => a.Id.Number));
    }

    public void Dispose() => _folder.Dispose();

    ArchiveCatalog Numbered() => new(PhysicalFileSystem.Instance, _folder.Path, new ArchiveNames("app.log"));

    ArchiveCatalog Dated() => new(PhysicalFileSystem.Instance, _folder.Path, new DatedArchiveNames("app.log"));
}
