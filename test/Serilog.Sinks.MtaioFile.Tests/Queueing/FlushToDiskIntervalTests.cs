using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>FlushToDiskInterval forces written events to the disk.</summary>
public sealed class FlushToDiskIntervalTests : LogUnderTest
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly FailingFileSystem _fileSystem = new();
    int _attempts, _flushed;
    bool _failing;

    public FlushToDiskIntervalTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation != FileOperation.FlushToDisk) return;
        Interlocked.Increment(ref _attempts);
        if (Volatile.Read(ref _failing)) throw new IOException("fsync failed: Input/output error");
        Interlocked.Increment(ref _flushed);
    };

    Logger OpenLog(TimeSpan interval) =>
        OpenPlain(new MtaioFileOptions { TimeProvider = Clock, FlushToDiskInterval = interval }, fileSystem: _fileSystem);

    async Task WriteAsync(Logger log, string message)
    {
        log.Information("{Message:l}", message);
        await FlushAsync();
    }

    void AwaitFlushes(int count) => Eventually.True(
        () =>
        {
            if (Volatile.Read(ref _flushed) >= count) return true;
            // In steps, as the worker may look at the clock before it goes to sleep.
            Clock.Advance(Interval);
            return false;
        },
        $"flush {count} to disk");

    [Fact]
    public async Task TheFileIsFlushedToDiskOncePerIntervalWhileEventsComeAndNotWhenIdle()
    {
        var log = OpenLog(Interval);
        await WriteAsync(log, "a");
        Assert.Equal(1, _flushed);
        for (var i = 0; i < 5; i++) await WriteAsync(log, "b");
        Assert.Equal(1, _flushed);
        AwaitFlushes(2);
        for (var i = 0; i < 100; i++) Clock.Advance(Interval);
        await FlushAsync();
        Assert.Equal(2, _attempts);
    }

    [Fact]
    public async Task AnIntervalOfZeroFlushesToDiskAfterEachBatch()
    {
        var log = OpenLog(TimeSpan.Zero);
        for (var i = 1; i <= 3; i++)
        {
            await WriteAsync(log, "a");
            Assert.Equal(i, _flushed);
        }
    }

    [Fact]
    public async Task AFailedFlushToDiskIsReportedOncePerEpisodeAndTriedAgain()
    {
        _failing = true;
        var log = OpenLog(Interval);
        for (var episode = 1; episode <= 2; episode++)
        {
            Volatile.Write(ref _failing, true);
            var (attempts, flushed) = (_attempts, _flushed);
            await WriteAsync(log, "a");
            Eventually.True(
                () =>
                {
                    Clock.Advance(Interval);
                    return Volatile.Read(ref _attempts) >= attempts + 3;
                },
                "further attempts without further events");
            Assert.Equal(episode, Listener.Failures.Count);
            Volatile.Write(ref _failing, false);
            AwaitFlushes(flushed + 1);
        }
        Assert.All(Listener.Failures, f => Assert.Equal((LoggingFailureKind.Temporary, null), (f.Kind, f.Events)));
        Assert.Contains(Folder["app.log"], Listener.Failures[0].Message, StringComparison.Ordinal);
        Assert.True(Handle.Statistics.Failures >= 6);
        Handle.ShouldHaveCounted(written: 2);
    }

    [Fact]
    public async Task ClosingTheSinkFlushesTheLastEventsToDisk()
    {
        using (var log = OpenLog(Interval))
        {
            await WriteAsync(log, "a");
            await WriteAsync(log, "b");
            Assert.Equal(1, _flushed);
        }
        Assert.Equal(2, _flushed);
    }

    [Fact]
    public void AnEventWhoseFlushToDiskHangsAtTheShutdownTimeoutIsWrittenAndNotReported()
    {
        using var open = new ManualResetEventSlim();
        var log = OpenPlain(
            new MtaioFileOptions { FlushToDiskInterval = TimeSpan.Zero, ShutdownTimeout = TimeSpan.FromMilliseconds(200) },
            fileSystem: new FailingFileSystem
            {
                Before = (operation, _) =>
                {
                    if (operation == FileOperation.FlushToDisk) open.Wait();
                },
            });
        log.Information("a");
        Eventually.True(() => Folder.Names.Length == 1 && Folder.Text("app.log").Length > 0, "the write");
        log.Dispose();
        Handle.ShouldHaveCounted(accepted: 1, written: 1, dropped: 0);
        Assert.DoesNotContain(Listener.Failures, f => f.Kind == LoggingFailureKind.Final);
        Assert.Equal("a\n", Folder.Text("app.log"));
        open.Set();
    }
}
