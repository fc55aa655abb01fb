using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Archives on another file system than the active file: they are copied, flushed to disk, and then removed.</summary>
public sealed class OtherFileSystemTests : LogUnderTest
{
    const int LineSize = 20;

    readonly TempFolder _other = TempFolder.InMemory();

    string Pattern => $"{_other.Path}/{{name}}.{{n}}";

    [RequiresFact(AnotherFileSystem = true)]
    public async Task ArchivesAreOnTheOtherFileSystemWithTheirModeAndTime()
    {
        if (OperatingSystem.IsWindows()) return;
        var options = new MtaioFileOptions { FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead };
        using (var log = OpenRotating(10, 9, options, rotation: new RotationOptions { ArchiveName = Pattern }))
        {
            Sized.Log(log, "a10");
            await FlushAsync();
            System.IO.File.SetLastWriteTimeUtc(LogPath, new DateTime(2026, 11, 26, 1, 2, 3, DateTimeKind.Utc));
            Sized.Log(log, "b10 c10");
            await FlushAsync();
        }
        Sized.AssertFolder("app.log: c10", Folder);
        Sized.AssertFolder(".1: b10; .2: a10", _other);
        Assert.Equal(options.FileMode, System.IO.File.GetUnixFileMode(_other["app.log.2"]));
        Assert.Equal(new DateTime(2026, 11, 26, 1, 2, 3, DateTimeKind.Utc), System.IO.File.GetLastWriteTimeUtc(_other["app.log.2"]));
        Assert.Empty(Listener.Failures);
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task DatedAndCompressedArchivesToo()
    {
        var rotation = new RotationOptions
        {
            ArchiveName = $"{_other.Path}/{{stem}}.{{date:yyyy}}.{{n}}{{ext}}",
            Compression = ArchiveCompression.GZip,
        };
        using (var log = OpenRotating(10, 2, rotation: rotation))
        {
            Sized.Log(log, "a10 b10 c10 d10");
            await FlushAsync();
        }
        Sized.AssertFolder("app.log: d10", Folder);
        var year = DateTime.Now.Year;
        Assert.Equal([$"app.{year}.2.log.gz", $"app.{year}.3.log.gz"], _other.Names);
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task ALinkToAFileOfAnotherFileSystemRotates()
    {
        System.IO.File.CreateSymbolicLink(LogPath, _other["target.log"]);
        using (var log = OpenRotating(10, 9))
        {
            Sized.Log(log, "a10 b10 c10");
            await FlushAsync();
        }
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.Equal(_other["target.log"], new FileInfo(LogPath).LinkTarget);
        Assert.Equal(Sized.Text("b10"), Folder.Text("app.log.1"));
        Sized.AssertFolder("target.log: c10", _other);
        Assert.Empty(Listener.Failures);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheOtherFileSystemIsFullTheFileGrowsAndIsMovedWhenThereIsRoom()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start(
            "32k", $"open path={LogPath} max=20000 archiveName={disk.Inside}/{{name}}.{{n}}", "write 4000 size=20", "flush");
        process.Await("acked");
        var report = Assert.Single(process.Failures);
        Assert.StartsWith($"failure Temporary - could not rotate {LogPath}", report, StringComparison.Ordinal);
        Assert.Contains("No space left on device", report, StringComparison.Ordinal);
        Assert.Equal(["app.log", "disk"], Folder.Names);
        Assert.Equal(["app.log.2"], Directory.GetFiles(disk.Outside).Select(f => Path.GetFileName(f)));
        NumberedFiles.Read(LogPath, disk.Outside).AreExactly(1, 4000);
        disk.Remount("size=1m");
        Eventually.True(
            () => process.Ask("write 1 size=20", "wrote") != "" && process.Ask("flush", "acked") != ""
                && Directory.GetFiles(disk.Outside).Length > 1,
            "the rotation");
        var files = NumberedFiles.Read(LogPath, disk.Outside);
        files.AreExactly(1, files.Numbers.Count);
        Assert.InRange(files.Numbers.Count, 4001, int.MaxValue);
    }

    /// <summary>
    /// The steps of a rotation: shift, rename to the archive's name, which another file system refuses, rename to the pending name, flush
    /// of the copy, rename of the copy, flush of the folder, deletion of the pending file.
    /// </summary>
    [RequiresTheory("strace", AnotherFileSystem = true)]
    [MemberData(nameof(Steps))]
    public void AKillAtAnyStepLosesNothingAndDoublesNothing(string call, int time)
    {
        using (var killed = WriterProcess.Start(
            Strace.Injecting($"{call}:signal=KILL:when={time}"),
            $"open path={LogPath} max={LineSize} archiveName={Pattern}", $"write 5 size={LineSize}", "flush"))
        {
            Assert.NotEqual(0, killed.AwaitExit());
        }
        using (var next = WriterProcess.Start(
            $"open path={LogPath} max={LineSize} archiveName={Pattern} after=100", $"write 1 size={LineSize}", "flush", "dispose"))
        {
            next.Await("acked");
            Assert.Equal(0, next.Finish());
            Assert.Empty(next.Failures);
        }
        Assert.Equal(["app.log"], Folder.Names);
        Assert.All(_other.Names, name => Assert.Matches(@"^app\.log\.\d$", name));
        var numbers = NumberedFiles.Read(LogPath, _other.Path).Numbers;
        Assert.Equal(Numbers.From(1, numbers.Count - 1).Append(101), numbers);
        Assert.InRange(numbers.Count, 2, 6);
    }

    public static TheoryData<string, int> Steps()
    {
        var steps = new TheoryData<string, int>();
        foreach (var (call, times) in new[] { ("rename", 11), ("fsync", 7), ("unlink", 3) })
        {
            for (var time = 1; time <= times; time++) steps.Add(call, time);
        }
        return steps;
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task AFileThatWaitsToBeMovedBecomesTheNewestArchive()
    {
        Sized.Write(_other, ".1: b10; .2: a10");
        Sized.Write(Folder, ".1.moving: c10; app.log: d10");
        using (var log = OpenRotating(10, 9, rotation: new RotationOptions { ArchiveName = Pattern }))
        {
            Sized.Log(log, "e10");
            await FlushAsync();
        }
        Sized.AssertFolder("app.log: e10", Folder);
        Sized.AssertFolder(".1: d10; .2: c10; .3: b10; .4: a10", _other);
    }

    /// <summary>The names of both logs' archives are the same, in folders of their own.</summary>
    [RequiresFact(AnotherFileSystem = true)]
    public void TwoLogsOfOneFolderDoNotTakeEachOthersFiles()
    {
        using var second = TempFolder.InMemory();
        using var process = WriterProcess.Start(
            $"open path={LogPath} max=2000 archiveName={_other.Path}/app.log.{{n}}", "write 2000 size=20 prefix=a", "dispose");
        using var another = WriterProcess.Start(
            $"open path={Folder["b.log"]} max=2000 archiveName={second.Path}/app.log.{{n}}", "write 2000 size=20 prefix=b", "dispose");
        Assert.Equal((0, 0), (process.Finish(), another.Finish()));
        Assert.Equal(["app.log", "b.log"], Folder.Names);
        Assert.Equal(Numbers.From(1, 2000), NumberedFiles.Read(LogPath, _other.Path).NumbersOf("a"));
        Assert.Empty(process.Failures.Concat(another.Failures));
    }

    [RequiresTheory("strace", AnotherFileSystem = true)]
    [InlineData("EINVAL", false)]
    [InlineData("EIO", true)]
    public void AFolderThatCannotBeFlushedDoublesNothing(string error, bool waits)
    {
        using var process = WriterProcess.Start(
            Strace.Injecting($"fsync:error={error}:when=1", _other.Path),
            $"open path={LogPath} max={LineSize} archiveName={Pattern}", $"write 2 size={LineSize}", "flush");
        process.Await("acked");
        Assert.Equal(waits ? ["app.log", "app.log.1.moving"] : ["app.log"], Folder.Names);
        process.Tell($"write 3 size={LineSize}");
        process.Tell("dispose");
        Assert.Equal(0, process.Finish());
        NumberedFiles.Read(LogPath, _other.Path).AreExactly(1, 5);
        Assert.Equal(["app.log"], Folder.Names);
        Assert.Empty(process.Failures);
    }

    [RequiresFact("strace", AnotherFileSystem = true)]
    public void AMovedFileThatCannotBeDeletedIsDeletedLaterAndReported()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("unlink:error=EIO:when=1", Folder["app.log.1.moving"]),
            $"open path={LogPath} max={LineSize} archiveName={Pattern}", $"write 5 size={LineSize}", "dispose");
        Assert.Equal(0, process.Finish());
        NumberedFiles.Read(LogPath, _other.Path).AreExactly(1, 5);
        Assert.Equal(["app.log"], Folder.Names);
        var report = Assert.Single(process.Failures);
        Assert.Contains("app.log.1.moving, which is in the folder of the archives", report, StringComparison.Ordinal);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void TheOldestArchiveMakesRoomForTheNewestOne()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start(
            "76k", $"open path={LogPath} max=16000 backups=4 archiveName={disk.Inside}/{{name}}.{{n}}", "write 3000 size=20", "flush");
        process.Await("acked");
        // Not so fast that the active file outgrows the room while the rotation waits for its next attempt.
        Eventually.True(
            () =>
            {
                Thread.Sleep(TimeSpan.FromMilliseconds(50));
                process.Ask("write 50 size=20", "wrote");
                process.Ask("flush", "acked");
                return Regex.IsMatch(process.Ask("stats", "stats"), @"Rotations = (7|8|9|\d\d)");
            },
            "more rotations than the disk has room for");
        Assert.InRange(new FileInfo(LogPath).Length, 0, 200_000);
    }

    [RequiresTheory(AnotherFileSystem = true)]
    [InlineData("{name}.{n}", "app.log.1")]
    [InlineData("other/{stem}-{n:000}{ext}", "other/app-001.log")]
    [InlineData("{stem}.{date:yyyy}.{n}{ext}", "app.2026.1.log")]
    public async Task AFileThatWaitsIsFinishedAlsoAfterAChangeOfThePattern(string pattern, string archive)
    {
        Sized.Write(Folder, "app.log.7.moving: a10");
        System.IO.File.SetLastWriteTimeUtc(Folder["app.log.7.moving"], new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        using (var log = OpenRotating(rotation: new RotationOptions { ArchiveName = pattern }))
        {
            Sized.Log(log, "b10");
            await FlushAsync();
            Eventually.True(() => Folder.Files.ContainsKey(archive), "the archive");
        }
        Sized.AssertFolder($"app.log: b10; {archive}: a10", Folder);
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task AFileThatWasMovedAndCompressedIsNotAnArchiveTwice()
    {
        FileInUse.Write(_other["app.log.1.gz"], GZipFile.Of(System.Text.Encoding.UTF8.GetBytes(Sized.Text("b10"))));
        Sized.Write(Folder, ".1.moving: b10; app.log: c10");
        using (var log = OpenRotating(10, rotation: new RotationOptions { ArchiveName = Pattern }))
        {
            Sized.Log(log, "d10");
            await FlushAsync();
        }
        Sized.AssertFolder("app.log: d10", Folder);
        Assert.Equal(["app.log.1", "app.log.2.gz"], _other.Names);
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task AFileThatWasMovedAndNotDeletedIsNotAnArchiveTwice()
    {
        Sized.Write(_other, ".1: b10; .2: a10");
        Sized.Write(Folder, ".1.moving: b10");
        using (var log = OpenRotating(rotation: new RotationOptions { ArchiveName = Pattern }))
        {
            Sized.Log(log, "c10");
            await FlushAsync();
            Eventually.True(() => Folder.Names.Length == 1, "the first pass");
        }
        Sized.AssertFolder("app.log: c10", Folder);
        Sized.AssertFolder(".1: b10; .2: a10", _other);
    }

    [RequiresFact(AnotherFileSystem = true)]
    public async Task WhatIsNoFileWithExactlyThatNameIsLeftAlone()
    {
        Sized.Write(Folder, "app.log.01.moving: a10; other.log.1.moving: a10; app.log.moving: a10");
        Directory.CreateDirectory(Folder["app.log.1.moving"]);
        System.IO.File.CreateSymbolicLink(Folder["app.log.2.moving"], Folder["other.log.1.moving"]);
        var before = Folder.Names;
        using (var log = OpenRotating(10, rotation: new RotationOptions { ArchiveName = $"{_other.Path}/{{name}}.{{n}}" }))
        {
            Sized.Log(log, "a10");
            await FlushAsync();
        }
        Assert.Equal(before.Append("app.log").Order(StringComparer.Ordinal), Folder.Names);
        Assert.Empty(_other.Names);
    }

    [RequiresFact("kill", AnotherFileSystem = true)]
    public void ProcessesThatShareTheFileMoveEachArchiveOnce()
    {
        string[] prefixes = ["a", "b", "c"];
        var writers = Array.ConvertAll(prefixes, p => WriterProcess.Start(
            $"open path={LogPath} max=5000 shared=true archiveName={Pattern}", $"write 1000 prefix={p} size=50", "dispose"));
        foreach (var writer in writers)
        {
            Assert.Equal(0, writer.Finish());
            Assert.Empty(writer.Failures);
            writer.Dispose();
        }
        var files = NumberedFiles.Read(LogPath, _other.Path);
        Assert.All(prefixes, p => Assert.Equal(Numbers.From(1, 1000), files.NumbersOf(p)));
        Assert.Empty(files.Others);
        Assert.Equal(["app.log", "app.log.lock"], Folder.Names);
    }

    public override void Dispose()
    {
        base.Dispose();
        _other.Dispose();
    }
}
