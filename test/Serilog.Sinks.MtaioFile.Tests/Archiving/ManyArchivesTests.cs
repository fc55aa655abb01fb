using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Thousands of numbered archives: the thread that writes does not shift them, and nobody sees a difference.</summary>
public sealed class ManyArchivesTests : LogUnderTest
{
    const string ArchiveThread = "MtaioFile archives";

    static readonly int Many = Place.SamplesOfFiles(1000);

    [Fact]
    public async Task TheWritingThreadDoesAsLittleForTenThousandArchivesAsForAFew()
    {
        var archives = Place.SamplesOfFiles(10_000);
        WriteArchives(archives);
        Folder.Write("app.log", Some.Line('a', 10));
        var operations = new ConcurrentQueue<FileOperation>();
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) =>
            {
                if (Thread.CurrentThread.Name != ArchiveThread) operations.Enqueue(operation);
            },
        };
        using (var log = OpenRotating(10, options: Patient.Options(), fileSystem: fileSystem))
        {
            Sized.Log(log, "b10");
            await Hang.FailsAsync(Handle.FlushAsync());
            Assert.InRange(operations.Count(o => o == FileOperation.Probe), 1, 500);
            Assert.Equal(1, operations.Count(o => o == FileOperation.Rename));
            Assert.InRange(operations.Count(o => o == FileOperation.List), 0, 1);
            AssertShifted(archives, "a");
            operations.Clear();
            Sized.Log(log, "c10");
            await Hang.FailsAsync(Handle.RotateAsync());
            // It is known by now that there are many.
            Assert.InRange(operations.Count, 1, 30);
        }
        AssertShifted(archives, "c", "b", "a");
        Assert.Equal("", Folder.Text("app.log"));
        Assert.Empty(Listener.Failures);
        Handle.ShouldHaveCounted(rotations: 3);
    }

    [Fact]
    public async Task EventsAreWrittenWhileTheArchivesShiftAndAFlushAwaitsTheShift()
    {
        WriteArchives(Many);
        using var shifts = new ManualResetEventSlim();
        var hooks = new RememberingHooks();
        var fileSystem = new FailingFileSystem();
        fileSystem.Before = (operation, path) =>
        {
            // The shift looks at the archives before it takes the gate.
            var isShift = operation == FileOperation.Probe && path == Folder["app.log.120"];
            if (isShift && Thread.CurrentThread.Name == ArchiveThread) shifts.Wait(TimeSpan.FromMinutes(1));
        };
        var options = Patient.Options();
        options.Hooks = hooks;
        using (var log = OpenRotating(10, options: options, fileSystem: fileSystem))
        {
            Sized.Log(log, "a10");
            Sized.Log(log, "b10");
            var rotated = Handle.RotateAsync();
            Sized.Log(log, "c4");
            Eventually.True(() => Folder.Names.Contains("app.log") && Folder.Text("app.log") == Sized.Text("c4"), "the event");
            Assert.Equal(2, Folder.Names.Count(n => n.EndsWith(".moving", StringComparison.Ordinal)));
            Assert.False(rotated.IsCompleted);
            Assert.False(Handle.FlushAsync().IsCompleted);
            Assert.Empty(hooks.Rotated);
            shifts.Set();
            await Hang.FailsAsync(rotated);
            AssertShifted(Many, "b", "a");
            // In one common shift or in one each: the second file is always number 1.
            Assert.Equal(2, hooks.Rotated.Count);
            Assert.Equal(Folder["app.log.1"], hooks.Rotated.Last());
        }
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task ALogThatRotatesAllTheTimeIsFlushedAndKeepsItsNumberOfArchives()
    {
        WriteArchives(Many);
        var isOver = false;
        var options = Patient.Options();
        options.Batching.QueueLimit = 100;
        using var log = OpenRotating(100, backupCount: Many, options: options);
        var logging = Hang.Start(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                Sized.Log(log, "a50 b50 c50 d50 e50 f50 g50 h50 i50 j50 k50 l50");
                Thread.Sleep(5);
            }
        });
        for (var flush = 0; flush < 5; flush++)
        {
            await Hang.FailsAsync(Handle.FlushAsync());
            await Hang.FailsAsync(Handle.RotateAsync());
            // The kept ones, those that wait, and those of one shift that is not pruned yet.
            Assert.InRange(Folder.Names.Length, Many, Many + (4 * WaitingFiles.MostFiles));
        }
        Volatile.Write(ref isOver, true);
        Hang.Join(logging);
    }

    [Fact]
    public void WhileTheShiftHangsTheThreadThatWritesShiftsAndPrunes()
    {
        const int Events = 60;
        WriteArchives(Many);
        using var shifts = new ManualResetEventSlim();
        var fileSystem = new FailingFileSystem();
        fileSystem.Before = (operation, path) =>
        {
            // The shift looks at the archives before it takes the gate.
            var isShift = operation == FileOperation.Probe && path == Folder["app.log.120"];
            if (isShift && Thread.CurrentThread.Name == ArchiveThread) shifts.Wait(TimeSpan.FromMinutes(1));
        };
        using (var log = OpenRotating(10, backupCount: Many, options: Patient.Options(), fileSystem: fileSystem))
        {
            for (var i = 0; i < Events; i++) Sized.Log(log, "a10");
            Eventually.True(() => Handle.Statistics.Written == Events, "the events");
            var files = Folder.Names.Length;
            shifts.Set();
            // Those that are kept, those that wait, and the active file.
            Assert.InRange(files, Many + 1, Many + WaitingFiles.MostFiles + 1);
        }
        Assert.Equal(Many + 1, Folder.Names.Length);
        Assert.Empty(Listener.Failures);
    }

    [Fact]
    public async Task RetentionByNumberIsThatOfFewArchives()
    {
        WriteArchives(Many);
        using (var log = OpenRotating(10, backupCount: Many, options: Patient.Options()))
        {
            Sized.Log(log, "a10 b10 c10");
            await Hang.FailsAsync(Handle.FlushAsync());
            Assert.Equal(Many + 1, Folder.Names.Length);
            AssertShifted(Many - 2, "b", "a");
        }
        Assert.Equal(Many + 1, Folder.Names.Length);
    }

    [Fact]
    public void TwoSinksOfOnePathShiftAtOnce()
    {
        WriteArchives(Many);
        var fileSystem = new FailingFileSystem();
        var pending = 0;
        fileSystem.Before = (_, path) =>
        {
            if (path.EndsWith(".moving", StringComparison.Ordinal)) Interlocked.Increment(ref pending);
        };
        using (var other = OpenRotating(10, options: Patient.Options(), fileSystem: fileSystem))
        {
            using var log = OpenRotating(10, options: Patient.Options(), fileSystem: fileSystem);
            Sized.Log(log, "a10 b10 c10");
        }
        AssertShifted(Many, "b", "a");
        Assert.Equal(0, pending);
    }

    [Fact]
    public async Task WhenTheShiftFailsTheNextRotationReportsItAndNothingIsLost()
    {
        WriteArchives(Many);
        var fileSystem = new FailingFileSystem();
        fileSystem.Before = (operation, path) =>
        {
            if (operation == FileOperation.Rename && path == Folder["app.log.7"]) throw new IOException("refused");
        };
        using (var log = OpenRotating(10, options: Patient.Options(), fileSystem: fileSystem))
        {
            Sized.Log(log, "a10 b10");
            await Hang.FailsAsync(Handle.FlushAsync());
            Eventually.True(() => Listener.Failures.Count == 1, "the report");
            Assert.Contains("could not tend the archives", Assert.Single(Listener.Failures).Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(Handle.RotateAsync()));
            fileSystem.Before = (_, _) => { };
            await Hang.FailsAsync(Handle.RotateAsync());
        }
        AssertShifted(Many, "b", "a");
    }

    [Fact]
    public void WhatWaitsWhenAProcessIsKilledIsFinishedByTheNext()
    {
        WriteArchives(Many);
        Folder.Write("app.log.1000000000.moving", Some.Line('a', 10));
        Folder.Write("app.log.1000000001.moving", Some.Line('b', 10));
        using (var log = OpenRotating(100, options: Patient.Options())) Sized.Log(log, "c10");
        AssertShifted(Many, "b", "a");
        Assert.Equal(Sized.Text("c10"), Folder.Text("app.log"));
    }

    void WriteArchives(int count)
    {
        for (var number = 1; number <= count; number++) Folder.Write($"app.log.{number}", number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The lines of the new archives are the newest first, and the old archives follow.</summary>
    void AssertShifted(int archives, params string[] letters)
    {
        for (var i = 0; i < letters.Length; i++) Assert.Equal(Some.Line(letters[i][0], 10), Folder.Text($"app.log.{i + 1}"));
        foreach (var number in Enumerable.Range(1, archives))
            Assert.Equal(number.ToString(CultureInfo.InvariantCulture), Folder.Text($"app.log.{number + letters.Length}"));
    }

    sealed class RememberingHooks : MtaioFileHooks
    {
        public ConcurrentQueue<string> Rotated { get; } = [];

        public override void OnRotated(string path, string archivePath) => Rotated.Enqueue(archivePath);
    }
}
