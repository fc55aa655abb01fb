using CsCheck;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Renames that fail: nothing is lost or overwritten, and the next rotation fills the gap.</summary>
public sealed class NumberedRotationTests : LogUnderTest
{
    /// <summary>Of a plain archive, of a compressed one, or null for a gap.</summary>
    static readonly Gen<string?> Suffixes = Gen.Int[0, 5].Select(i => i switch { 0 => "", 1 => ".gz", 2 => ".br", _ => null });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(null)]
    public void WhenEveryRenameFailsEverythingStaysWhereItIs(int? backupCount)
    {
        const string Before = "app.log: a10; .1: o1; .2: o2; .3: o3; .5: o5";
        using var folder = new TempFolder();
        Sized.Write(folder, Before);
        var fileSystem = new FailingFileSystem();
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount, archives.Mover, archives.Deleter);
        fileSystem.Before = (operation, _) => Refuse(operation is FileOperation.Rename);
        Assert.Throws<IOException>(() => archives.Rotate(rotation));
        Sized.AssertFolder(Before, folder);
    }

    [Theory]
    [InlineData(1, "app.log: a10; .1: o1", "app.log: a10; .2: o1")]
    [InlineData(2, "app.log: a10; .1: o1; .2: o2", "app.log: a10; .2: o1; .3: o2")]
    [InlineData(3, "app.log: a10; .1: o1", "app.log: a10; .2: o1")]
    [InlineData(3, "app.log: a10; .1: o1; .3: o3", "app.log: a10; .2: o1; .3: o3")]
    [InlineData(null, "app.log: a10; .1: o1; .2: o2", "app.log: a10; .2: o1; .3: o2")]
    public void WhenTheActiveFileCannotBeRenamedTheArchivesAreStillThere(int? backupCount, string before, string after)
    {
        using var folder = new TempFolder();
        Sized.Write(folder, before);
        var fileSystem = new FailingFileSystem();
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount, archives.Mover, archives.Deleter);
        fileSystem.Before = (operation, path) => Refuse(operation is FileOperation.Rename && path == folder["app.log"]);
        Assert.Throws<IOException>(() => archives.Rotate(rotation));
        Sized.AssertFolder(after, folder);
    }

    [Theory]
    [InlineData("app.log.1.gz")]
    [InlineData("app.log.1")]
    public void AnArchiveOfTwoFilesIsShiftedAsAWholeOrNotAtAll(string held)
    {
        const string Before = "app.log: a10; .1: o1; .1.gz: z1";
        using var folder = new TempFolder();
        Sized.Write(folder, Before);
        var fileSystem = new FailingFileSystem();
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 4, archives.Mover, archives.Deleter);
        fileSystem.Before = (operation, path) => Refuse(operation is FileOperation.Rename && path == folder[held]);
        Assert.Throws<IOException>(() => archives.Rotate(rotation));
        Sized.AssertFolder(Before, folder);
    }

    [Fact]
    public void AnArchiveWhoseNumberCannotBeFreedKeepsItsOwnNumber()
    {
        const string Before = "app.log: a10; .1: o1; .2: o2; .3.gz: z3";
        using var folder = new TempFolder();
        Sized.Write(folder, Before);
        var fileSystem = new FailingFileSystem();
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 3, archives.Mover, archives.Deleter);
        fileSystem.Before = (operation, path) =>
            Refuse(operation is FileOperation.Rename or FileOperation.Delete && path == folder["app.log.3.gz"]);
        Assert.Throws<IOException>(() => archives.Rotate(rotation));
        Sized.AssertFolder(Before, folder);
    }

    [Theory]
    [InlineData("app.log: a10; .1: o1; .2: o2", ".1: a10; .2: o1")]
    [InlineData("app.log: a10; .1: o1; .2: o2; .4: o4", ".1: a10; .2: o1")]
    [InlineData("app.log: a10; .1: o1; .2: o2; .3: o3; .5: o5", ".1: a10; .2: o1")]
    public void SurplusArchivesAreDeletedWhateverGapsThereAre(string before, string after)
    {
        using var folder = new TempFolder();
        Sized.Write(folder, before);
        using var archives = new ArchivesUnderTest(folder);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 2, archives.Mover, archives.Deleter);
        archives.Rotate(rotation);
        archives.PruneByCount(2);
        Sized.AssertFolder(after, folder);
    }

    [Fact]
    public void InAFolderThatCannotBeListedSurplusArchivesAreDeletedUpToTheFirstFreeNumber()
    {
        using var folder = new TempFolder();
        Sized.Write(folder, "app.log: a10; .1: o1; .2: o2; .3: o3; .4: o4; .7: o7");
        var fileSystem = new FailingFileSystem { Before = (operation, _) => Refuse(operation is FileOperation.List) };
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 2, archives.Mover, archives.Deleter);
        archives.Rotate(rotation);
        archives.PruneByCount(2);
        Sized.AssertFolder(".1: a10; .2: o1; .7: o7", folder);
    }

    /// <summary>
    /// Any chain with any gaps of archives of any codec, and the renames failing from the k-th on; 1 is the newest archive, 0 the
    /// active file.
    /// </summary>
    [Fact]
    public void WhicheverRenameFailsNoArchiveIsLostAndTheOrderIsKept() =>
        Gen.Select(Suffixes.Array[0, 7], Gen.Int[1, 8], Gen.Bool, Gen.Int[1, 8]).Sample((chain, kept, keepsAll, failing) =>
        {
            int? backupCount = keepsAll ? null : kept;
            using var folder = new TempFolder();
            folder.Write("app.log", "0");
            for (var i = 0; i < chain.Length; i++)
            {
                if (chain[i] is { } suffix) folder.Write($"app.log.{i + 1}{suffix}", $"{i + 1}");
            }
            var before = InOrder(folder);
            var fileSystem = new FailingFileSystem();
            using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
            var rotation = new NumberedRotation(archives.Folder, backupCount, archives.Mover, archives.Deleter);
            var renames = 0;
            fileSystem.Before = (operation, _) => Refuse(operation is FileOperation.Rename && ++renames >= failing);
            var failed = Record.Exception(() => archives.Rotate(rotation)) is not null;
            // Without a free number the archives are put beyond the limit.
            Assert.Equal(before, InOrder(folder));
            if (!failed) return;

            Assert.Equal("0", folder.Text("app.log"));
            fileSystem.Before = (_, _) => { };
            archives.Rotate(rotation);
            Assert.Equal(before, InOrder(folder));
            Assert.Equal("0", folder.Text("app.log.1"));
        }, iter: Place.SamplesOfFiles(300));

    [Fact]
    public async Task WhileRenamesFailTheFileGrowsAndTheNextRotationFillsTheGap()
    {
        Sized.Write(Folder, "app.log: a10; .1: o1; .2: o2");
        var fileSystem = new FailingFileSystem();
        fileSystem.Before = (operation, path) => Refuse(operation is FileOperation.Rename && path == LogPath);
        using (var log = OpenRotating(10, 3, new() { TimeProvider = Clock }, fileSystem: fileSystem))
        {
            Sized.Log(log, "b10 c10");
            await FlushAsync();
            Sized.AssertFolder("app.log: a10 b10 c10; .2: o1; .3: o2", Folder);
            fileSystem.Before = (_, _) => { };
            Clock.Advance(TimeSpan.FromSeconds(10));
            Sized.Log(log, "d10");
        }
        Sized.AssertFolder("app.log: d10; .1: a10 b10 c10; .2: o1; .3: o2", Folder);
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(Listener.Failures).Kind);
        Handle.ShouldHaveCounted(written: 3, dropped: 0, rotations: 1);
    }

    [Fact]
    public async Task AFailingRotationIsRetriedWithGrowingPausesAndReportedOnce()
    {
        var (fileSystem, attempts) = (new FailingFileSystem(), 0);
        fileSystem.Before = (operation, _) =>
        {
            if (operation is FileOperation.Rename) attempts++;
            Refuse(operation is FileOperation.Rename);
        };
        using (var log = OpenRotating(10, 3, new() { TimeProvider = Clock }, fileSystem: fileSystem))
        {
            for (var i = 0; i < 100; i++)
            {
                Sized.Log(log, "a10");
                await FlushAsync();
                Clock.Advance(TimeSpan.FromSeconds(0.1));
            }
        }
        // In ten seconds after 0.2, 0.4, 0.8 … seconds.
        Assert.InRange(attempts, 3, 7);
        Assert.Single(Listener.Failures);
        Handle.ShouldHaveCounted(failures: attempts);
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Equal(1000, Folder.Bytes("app.log").Length);
    }

    [Fact]
    public void AnArchiveThatVanishesDuringAShiftIsAGap()
    {
        using var folder = new TempFolder();
        Sized.Write(folder, "app.log: a10; .1: o1; .2: o2");
        var fileSystem = new FailingFileSystem();
        using var archives = new ArchivesUnderTest(folder, fileSystem: fileSystem);
        var rotation = new NumberedRotation(archives.Folder, backupCount: 5, archives.Mover, archives.Deleter);
        fileSystem.Before = (operation, path) =>
        {
            if (operation is FileOperation.Rename && path == folder["app.log.2"]) System.IO.File.Delete(path);
        };
        archives.Rotate(rotation);
        Sized.AssertFolder(".1: a10; .2: o1", folder);
    }

    [Fact]
    public void AFailureToDeleteSurplusArchivesIsReportedAndDoesNotStopTheRotation()
    {
        Sized.Write(Folder, "app.log: a10; .1: o1; .2: o2");
        var fileSystem = new FailingFileSystem { Before = (operation, _) => Refuse(operation is FileOperation.Delete) };
        using (var log = OpenRotating(10, 1, fileSystem: fileSystem)) Sized.Log(log, "b10");
        Sized.AssertFolder("app.log: b10; .1: a10; .2: o1; .3: o2", Folder);
        Assert.Equal([LoggingFailureKind.Temporary, LoggingFailureKind.Temporary], Listener.Failures.Select(f => f.Kind));
    }

    static void Refuse(bool refused)
    {
        if (refused) throw new IOException("refused");
    }

    /// <summary>The contents from the newest to the oldest.</summary>
    static string[] InOrder(TempFolder folder) => [.. Archives.OldestFirst(folder).Reverse().Select(folder.Text)];
}
