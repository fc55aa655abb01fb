using System.Globalization;
using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Rotated files wait until the archives have shifted: the result is that of rotations at once.</summary>
public sealed class WaitingFilesTests
{
    const string Active = "app.log";

    /// <summary>Of a plain archive, of a compressed one, of both, or null for a gap.</summary>
    static readonly Gen<string?[]> Chains =
        Gen.Int[0, 6].Select(i => i switch { 0 => "", 1 => ".gz", 2 => ".br", 3 => "+.gz", _ => null }).Array[0, 9];

    static readonly Gen<int?> BackupCounts = Gen.Int[0, 8].Select(i => i == 0 ? (int?)null : i);

    [Fact]
    public void TheArchivesAreThoseOfRotationsAtOnce() =>
        Gen.Select(Chains, BackupCounts, Gen.Int[1, 4]).Sample((chain, backupCount, rotations) =>
        {
            using var atOnce = new TempFolder();
            using var later = new TempFolder();
            Write(atOnce, chain);
            Write(later, chain);
            using (var archives = new ArchivesUnderTest(atOnce))
            {
                var rotation = new NumberedRotation(archives.Folder, backupCount, archives.Mover, archives.Deleter);
                for (var i = 1; i <= rotations; i++)
                {
                    atOnce.Write(Active, $"new {i}");
                    archives.Rotate(rotation);
                    archives.PruneByCount(backupCount);
                }
            }
            using (var run = new Run(later, backupCount))
            {
                for (var i = 1; i <= rotations; i++) run.Rotate(i);
                Assert.Equal(rotations, Waiting(later).Length);
                run.Shift();
                run.Archives.PruneByCount(backupCount);
            }
            Assert.Equal(atOnce.Files, later.Files);
        }, iter: Place.SamplesOfFiles(300));

    /// <summary>A process that is killed makes no more changes from one step on. The next run finishes what it has begun.</summary>
    [Fact]
    public void AKillAtAnyStepLosesNothingAndMixesNothing() =>
        Gen.Select(Chains, BackupCounts, Gen.Int[1, 4], Gen.Int[0, 20], Gen.Bool).Sample((chain, kept, rotations, steps, isLongLater) =>
        {
            using var folder = new TempFolder();
            Write(folder, chain);
            var before = NewestFirst(folder);
            var rotated = 0;
            var fileSystem = new FailingFileSystem();
            fileSystem.Before = (operation, _) =>
            {
                if (operation is FileOperation.Rename or FileOperation.Delete && steps-- <= 0) throw new IOException("killed");
            };
            using (var killed = new Run(folder, kept, fileSystem))
            {
                while (rotated < rotations && Record.Exception(() => killed.Rotate(++rotated)) is null)
                {
                }
                _ = Record.Exception(killed.Shift);
            }
            string[] expected = [.. Enumerable.Range(1, rotated).Reverse().Select(i => $"new {i}"), .. before];
            Assert.Equal(expected, NewestFirst(folder));

            using (var next = new Run(folder, kept) { FewArchives = isLongLater ? 0 : int.MaxValue })
            {
                next.FinishLeftovers();
                next.Shift();
                Assert.Empty(Waiting(folder));
                Assert.Equal(expected, NewestFirst(folder));
                if (!System.IO.File.Exists(folder[Active])) next.Rotate(++rotated);
                next.Shift();
            }
            Assert.Equal(rotated > 0 ? [$"new {rotated}"] : [], NewestFirst(folder).Take(Math.Min(rotated, 1)));
            Assert.Equal(before, NewestFirst(folder)[rotated..]);
        }, iter: Place.SamplesOfFiles(300));

    [Fact]
    public void MoreFilesThanMayWaitBecomeArchivesInOneShift()
    {
        using var folder = new TempFolder();
        Write(folder, ["", "", ""]);
        using var run = new Run(folder, backupCount: null);
        for (var i = 1; i <= WaitingFiles.MostFiles + 1; i++) run.Rotate(i);
        Assert.Equal($"{Active}.1000000000.moving", Assert.Single(Waiting(folder)));
        run.Shift();
        Assert.Equal(
            [.. Enumerable.Range(1, WaitingFiles.MostFiles + 1).Reverse().Select(i => $"new {i}"), "1", "2", "3"],
            NewestFirst(folder));
        var oldestFirst = Enumerable.Range(1, WaitingFiles.MostFiles).Reverse().Append(1).Select(i => $"{Active}.{i}");
        Assert.Equal(oldestFirst, run.Archived);
    }

    [Fact]
    public void AFileThatIsDeletedWhileItWaitsIsForgotten()
    {
        using var folder = new TempFolder();
        Write(folder, ["", ""]);
        using var run = new Run(folder, backupCount: null);
        run.Rotate(1);
        run.Rotate(2);
        System.IO.File.Delete(folder[Waiting(folder)[0]]);
        run.Shift();
        Assert.Equal(["new 2", "1", "2"], NewestFirst(folder));
    }

    [Fact]
    public void SomethingForeignInTheWayLetsTheFilesWaitUntilItIsGone()
    {
        using var folder = new TempFolder();
        Write(folder, ["", ""]);
        using var run = new Run(folder, backupCount: null);
        run.Rotate(1);
        Directory.CreateDirectory(folder[$"{Active}.3"]);
        Assert.Throws<IOException>(run.Shift);
        Assert.True(run.WhenDone.IsCompleted);
        Assert.Throws<IOException>(() => run.Rotate(2));
        Assert.Equal(["new 2", "new 1", "1", "2"], NewestFirst(folder));
        Directory.Delete(folder[$"{Active}.3"]);
        run.Rotate(2);
        run.Shift();
        Assert.Equal(["new 2", "new 1", "1", "2"], NewestFirst(folder));
        Assert.Equal([$"{Active}.1", $"{Active}.1"], run.Archived);
    }

    [Fact]
    public void TheWaitEndsWhenTheFilesAreArchives()
    {
        using var folder = new TempFolder();
        Write(folder, [""]);
        using var run = new Run(folder, backupCount: null);
        Assert.True(run.WhenDone.IsCompleted);
        run.Rotate(1);
        var waits = run.WhenDone;
        Assert.False(waits.IsCompleted);
        run.Shift();
        Assert.True(waits.IsCompleted);
        Assert.True(run.WhenDone.IsCompleted);
    }

    /// <summary>
    /// A file begins to wait during each shift, so that always one waits. Each wait ends with the shift of its file, when the archives are
    /// pruned: not when no file waits any more, and not before.
    /// </summary>
    [Fact]
    public void WhileALogRotatesAllTheTimeAWaitIsForTheFilesBeforeItAndEachShiftIsPruned()
    {
        const int Kept = 3;
        const int Rotations = 20;
        using var folder = new TempFolder();
        Write(folder, ["", "", ""]);
        var fileSystem = new FailingFileSystem();
        using var run = new Run(folder, Kept, fileSystem);
        List<Task> waits = [];
        // The shift lists the archives before it takes the gate.
        fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.List || waits.Count == Rotations) return;
            AssertEnded(waits, waits.Count - 1);
            Assert.Equal(Kept, folder.Names.Length - Waiting(folder).Length);
            WithoutRotating(RotateAndWait);
        };
        WithoutRotating(RotateAndWait);
        run.Shift(prune: () => WithoutRotating(() => run.Archives.PruneByCount(Kept)));
        AssertEnded(waits, Rotations);
        Assert.Equal(["new 20", "new 19", "new 18"], NewestFirst(folder));
        Assert.Equal(Enumerable.Repeat($"{Active}.1", Rotations), run.Archived);

        void RotateAndWait()
        {
            run.Rotate(waits.Count + 1);
            waits.Add(run.WhenDone);
        }

        void WithoutRotating(Action action)
        {
            var before = fileSystem.Before;
            fileSystem.Before = (_, _) => { };
            action();
            fileSystem.Before = before;
        }
    }

    static void AssertEnded(List<Task> waits, int ended) =>
        Assert.Equal(Enumerable.Range(0, waits.Count).Select(i => i < ended), waits.Select(w => w.IsCompleted));

    static void Write(TempFolder folder, string?[] chain)
    {
        for (var i = 1; i <= chain.Length; i++)
        {
            foreach (var suffix in chain[i - 1]?.Split('+') ?? []) folder.Write($"{Active}.{i}{suffix}", $"{i}");
        }
    }

    static string[] Waiting(TempFolder folder) => [.. folder.Names.Where(n => n.EndsWith(".moving", StringComparison.Ordinal))];

    /// <summary>The contents of all files, those of one archive once.</summary>
    static string[] NewestFirst(TempFolder folder)
    {
        var waiting = Waiting(folder).OrderByDescending(n => int.Parse(n.Split('.')[^2], CultureInfo.InvariantCulture));
        var archives = Archives.OldestFirst(folder).Reverse().Where(n => n != Active && !Directory.Exists(folder[n]));
        var active = folder.Names.Where(n => n == Active);
        return [.. active.Concat(waiting).Concat(archives).Select(folder.Text).Aggregate(new List<string>(), AddOnce)];
    }

    static List<string> AddOnce(List<string> texts, string text)
    {
        if (texts.Count == 0 || texts[^1] != text) texts.Add(text);
        return texts;
    }

    /// <summary>A run of a sink, without the sink.</summary>
    sealed class Run(TempFolder folder, int? backupCount, FailingFileSystem? fileSystem = null) : IDisposable
    {
        WaitingFiles? _waiting;

        public ArchivesUnderTest Archives { get; } = new(folder, fileSystem: fileSystem);

        public int FewArchives { get; init; }

        public List<string> Archived { get; } = [];

        public Task WhenDone => Files.WhenDone();

        NumberedRotation Numbered => new(Archives.Folder, backupCount, Archives.Mover, Archives.Deleter);

        WaitingFiles Files => _waiting ??= new(Archives.Folder, Numbered, backupCount) { FewArchives = FewArchives };

        public void Rotate(int number)
        {
            if (!System.IO.File.Exists(folder[Active])) folder.Write(Active, $"new {number}");
            using var pass = Archives.Folder.Enter();
            Rotation.RotateLocked(folder[Active], default, path => Archived.Add(Path.GetFileName(path)));
        }

        public void Shift() => Shift(prune: () => { });

        public void Shift(Action prune) => Files.Run(() => false, prune);

        public void FinishLeftovers()
        {
            using var pass = Archives.Folder.Enter();
            Rotation.FinishLocked(folder[Active]);
        }

        public void Dispose() => Archives.Dispose();

        ArchiveRotation Rotation => new(Archives.Folder, Numbered, Archives.Mover, Files);
    }
}
