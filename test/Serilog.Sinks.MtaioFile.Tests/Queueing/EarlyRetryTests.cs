using System.Diagnostics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>A path that becomes good by itself is written before the back-off is over.</summary>
public sealed class EarlyRetryTests : LogUnderTest
{
    /// <summary>The back-off that such a path must not wait for.</summary>
    static readonly TimeSpan TooLong = RetryBackoff.Longest - TimeSpan.FromSeconds(1);

    const int PermissionDenied = 13, ReadOnly = 30; // EACCES, EROFS

    readonly FailingFileSystem _fileSystem = new();
    int _looks;

    static MtaioFileOptions Options() => new() { RetryTimeLimit = TimeSpan.FromHours(23) };

    /// <summary>Lets attempts fail until the back-off is the longest.</summary>
    void AwaitLongestBackoff(Logger log)
    {
        log.Information("a");
        for (var failures = 1; failures <= 7; failures++)
        {
            Eventually.True(() => Handle.Statistics.Failures >= failures, $"{failures} failed attempts");
            if (failures < 7) Clock.Advance(RetryBackoff.Longest);
        }
    }

    async Task AssertWrittenEarly(string path, long start)
    {
        await FlushAsync();
        Assert.True(Stopwatch.GetElapsedTime(start) < TooLong, "the back-off was waited for");
        Assert.Equal("a\n", Folder.Text(path));
    }

    Logger OpenLog(string path)
    {
        var options = Options();
        options.TimeProvider = Clock;
        return OpenPlain(options, fileSystem: _fileSystem, path: Folder[path]);
    }

    [Fact]
    public async Task AFolderThatAppears()
    {
        Folder.Write("folder", "in the way");
        AwaitLongestBackoff(OpenLog("folder/app.log"));
        var start = Stopwatch.GetTimestamp();
        System.IO.File.Delete(Folder["folder"]);
        await AssertWrittenEarly("folder/app.log", start);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void AFullDiskWithRoomAgain()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("8k", $"open path={disk["app.log"]}", "write 400 size=100");
        Eventually.True(() => process.Ask("stats", "stats").Contains("Failures = 6,", StringComparison.Ordinal), "six failed attempts");
        var start = Stopwatch.GetTimestamp();
        disk.Remount("size=128k");
        Assert.Equal("400", process.Ask("flush", "acked"));
        Assert.True(Stopwatch.GetElapsedTime(start) < TooLong, "the back-off was waited for");
        disk.Lines().AreExactly(1, 400);
    }

    [Theory]
    [InlineData(true, PermissionDenied, 1000)]
    [InlineData(true, ReadOnly, 1000)]
    [InlineData(false, 0, 0)]
    public async Task ARightThatIsGrantedOrRoomThatIsMade(bool failsToOpen, int access, int freeBytes)
    {
        var isGood = false;
        var failing = failsToOpen ? FileOperation.Open : FileOperation.Append;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == failing && !Volatile.Read(ref isGood)) throw new UnauthorizedAccessException("refused");
        };
        _fileSystem.Condition = condition => condition with
        {
            FolderAccess = Volatile.Read(ref isGood) ? 0 : access,
            FreeBytes = Volatile.Read(ref isGood) ? 1000 : freeBytes,
        };
        AwaitLongestBackoff(OpenLog("app.log"));
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref isGood, true);
        await AssertWrittenEarly("app.log", start);
    }

    [Fact]
    public async Task WhatComesAfterEventsWereGivenUpIsWrittenIfThePathHasBecomeGood()
    {
        var isGood = false;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append && !Volatile.Read(ref isGood)) throw new IOException("full");
        };
        _fileSystem.Condition = condition => condition with { FreeBytes = Volatile.Read(ref isGood) ? 1000 : 0 };
        var options = new MtaioFileOptions { RetryTimeLimit = RetryBackoff.Longest, TimeProvider = Clock };
        var log = OpenPlain(options, fileSystem: _fileSystem);
        log.Information("given up");
        for (var attempt = 1; Handle.Statistics.Dropped == 0; attempt++)
        {
            Eventually.True(() => Handle.Statistics.Failures >= attempt || Handle.Statistics.Dropped > 0, $"attempt {attempt}");
            Clock.Advance(RetryBackoff.Longest);
        }
        log.Information("given up, too");
        Eventually.True(() => Handle.Statistics.Dropped == 2, "the next event");
        Volatile.Write(ref isGood, true);
        log.Information("written");
        await Assert.ThrowsAsync<IOException>(() => FlushAsync());
        Assert.Equal((3, 1, 2), (Handle.Statistics.Accepted, Handle.Statistics.Written, Handle.Statistics.Dropped));
        Assert.StartsWith("written\n", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void APathThatStaysBadIsNotTriedEarlier()
    {
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append) throw new IOException("bad");
        };
        _fileSystem.Condition = condition =>
        {
            Interlocked.Increment(ref _looks);
            return condition with { FreeBytes = 0 };
        };
        AwaitLongestBackoff(OpenLog("app.log"));
        var (failures, looks) = (Handle.Statistics.Failures, Volatile.Read(ref _looks));
        for (var more = 1; more <= 5; more++)
        {
            Clock.Advance(RetryBackoff.BetweenLooks);
            Eventually.True(() => Volatile.Read(ref _looks) >= looks + more, $"look {more}");
        }
        Assert.Equal(failures, Handle.Statistics.Failures);
    }

    [Fact]
    public async Task ALookThatFailsChangesNothing()
    {
        var failing = true;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append && Volatile.Read(ref failing)) throw new IOException("bad");
        };
        _fileSystem.Condition = _ => throw new IOException("cannot look");
        var log = OpenLog("app.log");
        log.Information("a");
        Eventually.True(() => Handle.Statistics.Failures >= 2, "failed attempts");
        Volatile.Write(ref failing, false);
        await FlushAsync();
        Assert.Equal("a\n", Folder.Text("app.log"));
    }
}
