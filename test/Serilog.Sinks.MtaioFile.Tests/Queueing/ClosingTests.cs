using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Closing writes what waits in as few writes as the file allows, so that a slow disk does not use up ShutdownTimeout.</summary>
public sealed class ClosingTests : LogUnderTest
{
    readonly AppendGate _disk = new();
    int _writes;

    public override void Dispose()
    {
        _disk.Dispose();
        base.Dispose();
    }

    static MtaioFileOptions Options(TimeSpan? shutdownTimeout = null) => new()
    {
        FlushOnLevel = null,
        ShutdownTimeout = shutdownTimeout ?? TimeSpan.FromMinutes(2),
        Batching = new() { Period = TimeSpan.FromHours(1) },
    };

    [Fact]
    public void AFullQueueIsWrittenWithinShutdownTimeoutOverASlowDisk()
    {
        const int Count = 10_000;
        var log = OpenPlain(Options(TimeSpan.FromSeconds(4)), fileSystem: SlowDisk.Taking(TimeSpan.FromMilliseconds(300)));
        for (var i = 0; i < Count; i++) log.Information("{Number}", i);
        Hang.Fails(log.Dispose);
        Handle.ShouldHaveCounted(accepted: Count, written: Count, dropped: 0, pending: 0);
        Assert.Equal(string.Concat(Enumerable.Range(0, Count).Select(i => $"{i}\n")), Folder.Text("app.log"));
    }

    [Fact]
    public void BlocksAreWrittenTogetherWithinShutdownTimeoutOverASlowDisk()
    {
        const int Count = 1000;
        var log = OpenPlain(Options(TimeSpan.FromSeconds(4)), fileSystem: SlowDisk.Taking(TimeSpan.FromMilliseconds(10)));
        for (var i = 0; i < Count; i++) LogBlock(log, i, 2);
        Hang.Fails(log.Dispose);
        Handle.ShouldHaveCounted(accepted: Count * 2, written: Count * 2, dropped: 0, pending: 0);
        Assert.Equal(string.Concat(Enumerable.Range(0, Count).Select(i => Block(i, 2))), Folder.Text("app.log"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EventsAndBlocksAreOneWriteWhoeverHasEncodedThem(bool listens)
    {
        Listens = listens;
        await CloseWithBacklogAsync(OpenPlain(Options(), fileSystem: _disk.FileSystem));
        Assert.Equal("hangs\n" + Backlog, Folder.Text("app.log"));
        Assert.Equal(2, _writes);
        Handle.ShouldHaveCounted(dropped: 0, pending: 0);
    }

    [Fact]
    public async Task NoFileExceedsTheSizeLimitAndNoBlockIsInTwoFiles()
    {
        // Each rotation renames all archives.
        var limit = Place.IsWine ? 1000 : 100;
        await CloseWithBacklogAsync(OpenRotating(limit, options: Options(), fileSystem: _disk.FileSystem));
        var files = Directory.GetFiles(Folder.Path)
            .OrderByDescending(
                f => Path.GetExtension(f) == ".log" ? 0 : int.Parse(Path.GetExtension(f).AsSpan(1), CultureInfo.InvariantCulture))
            .Select(FileInUse.Text)
            .ToArray();
        Assert.Equal("hangs\n" + Backlog, string.Concat(files));
        Assert.All(files, f => Assert.InRange(f.Length, 1, limit));
        Assert.All(Enumerable.Range(0, Blocks), i => Assert.Single(files, f => f.Contains(Block(i, 5), StringComparison.Ordinal)));
        // Each file but the last is as full as the next line or block allows.
        Assert.All(files[1..^1], f => Assert.InRange(f.Length, limit - Block(0, 5).Length, limit));
    }

    [Fact]
    public async Task AWriteThatFailsInTheMiddleIsContinuedAfterItsLastWholeLine()
    {
        var log = OpenPlain(Options(), fileSystem: _disk.FileSystem);
        await CloseWithBacklogAsync(log, whenClosing: () => _disk.FileSystem.ShortWrite = count =>
        {
            if (count < 1000) return count;
            _disk.FileSystem.ShortWrite = null;
            return count / 2;
        });
        Assert.Equal("hangs\n" + Backlog, Folder.Text("app.log"));
        Handle.ShouldHaveCounted(dropped: 0, pending: 0);
    }

    [Fact]
    public async Task ARotationThatWasAskedForBeforeStaysBetweenItsEvents()
    {
        var log = OpenRotating(options: Options(), fileSystem: _disk.FileSystem);
        log.Information("hangs");
        _disk.AwaitWorker();
        log.Information("before");
        LogBlock(log, 0, 2);
        var rotation = Handle.RotateAsync();
        log.Information("after");
        LogBlock(log, 1, 2);
        var closing = log.DisposeAsync();
        _disk.Open();
        await Hang.FailsAsync(closing.AsTask());
        await Hang.FailsAsync(rotation);
        Assert.Equal("hangs\nbefore\n" + Block(0, 2), Folder.Text("app.log.1"));
        Assert.Equal("after\n" + Block(1, 2), Folder.Text("app.log"));
    }

    [Fact]
    public async Task AnEventThatCannotBeFormattedIsDroppedAlone()
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            var message = logEvent.RenderMessage();
            if (message is "\"e3\"" or "e3") throw new FormatException("no e3");
            output.Write(message + "\n");
        });
        var log = OpenPlain(Options(), formatter, _disk.FileSystem);
        log.Information("hangs");
        _disk.AwaitWorker();
        for (var i = 0; i < 1000; i++) log.Information($"e{i}");
        LogBlock(log, 7, 3);
        var closing = log.DisposeAsync();
        _disk.Open();
        await Hang.FailsAsync(closing.AsTask());
        var lines = string.Concat(Enumerable.Range(0, 1000).Where(i => i != 3).Select(i => $"e{i}\n"));
        Assert.Equal("hangs\n" + lines + Block(7, 3), Folder.Text("app.log"));
        Assert.Equal("e3", Assert.Single(Assert.Single(Listener.Failures).Events!).RenderMessage());
        Handle.ShouldHaveCounted(accepted: 1004, written: 1003, droppedByFormatting: 1, pending: 0);
    }

    const int Blocks = 40;

    /// <summary>Full slices that producers encode ahead too, then blocks with events between.</summary>
    static string Backlog =>
        string.Concat(Enumerable.Range(0, 4000).Select(i => $"e{i}\n")) +
        string.Concat(Enumerable.Range(0, Blocks).Select(i => Block(i, 5) + $"after {i}\n"));

    static string Block(int number, int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"block {number}.{i}\n"));

    static void LogBlock(Logger log, int number, int count) =>
        log.WriteBatch(LogEventLevel.Information, Enumerable.Range(0, count).Select(i => $"block {number}.{i}"));

    async Task CloseWithBacklogAsync(Logger log, Action? whenClosing = null)
    {
        var before = _disk.FileSystem.Before;
        _disk.FileSystem.Before = (operation, path) =>
        {
            if (operation == FileOperation.Append) _writes++;
            before(operation, path);
        };
        log.Information("hangs");
        _disk.AwaitWorker();
        for (var i = 0; i < 4000; i++) log.Information("e{Number}", i);
        for (var i = 0; i < Blocks; i++)
        {
            LogBlock(log, i, 5);
            log.Information("after {Number}", i);
        }
        var closing = log.DisposeAsync();
        whenClosing?.Invoke();
        _disk.Open();
        await Hang.FailsAsync(closing.AsTask());
    }
}
