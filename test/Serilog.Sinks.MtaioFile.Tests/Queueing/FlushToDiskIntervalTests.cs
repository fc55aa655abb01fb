using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

public sealed class FlushToDiskIntervalTests : IDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    readonly FakeTimeProvider _clock = new(Some.Instant);
    readonly FailingFileSystem _fileSystem = new();
    readonly CollectingFailureListener _listener = new();
    int _attempts, _flushed;
    bool _failing;

    public FlushToDiskIntervalTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation != FileOperation.FlushToDisk) return;
        Interlocked.Increment(ref _attempts);
        if (Volatile.Read(ref _failing)) throw new IOException("fsync failed: Input/output error");
        Interlocked.Increment(ref _flushed);
    };

    public void Dispose() => _folder.Dispose();

    Logger OpenLog(TimeSpan interval) =>
        Open.Plain(_folder["app.log"], new MtaioFileOptions { Handle = _handle, TimeProvider = _clock, FlushToDiskInterval = interval }, fileSystem: _fileSystem, listener: _listener);

    async Task WriteAsync(Logger log, string message)
    {
        log.Information("{Message:l}", message);
        await Hang.FailsAsync(_handle.FlushAsync());
    }

    void AwaitFlushes(int count) => Eventually.True(
        () =>
        {
            if (Volatile.Read(ref _flushed) >= count) return true;
            // In steps, as the worker may look at the clock before it goes to sleep.
            _clock.Advance(Interval);
            return false;
        },
        $"flush {count} to disk");

    [Fact]
    public async Task ItFlushesOncePerIntervalWhileThereAreEventsAndNotWhenIdle()
    {
        using var log = OpenLog(Interval);
        await WriteAsync(log, "a");
        Assert.Equal(1, _flushed);
        for (var i = 0; i < 5; i++) await WriteAsync(log, "b");
        Assert.Equal(1, _flushed);
        AwaitFlushes(2);
        for (var i = 0; i < 100; i++) _clock.Advance(Interval);
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(2, _attempts);
    }

    [Fact]
    public async Task ZeroFlushesAfterEachBatch()
    {
        using var log = OpenLog(TimeSpan.Zero);
        for (var i = 1; i <= 3; i++)
        {
            await WriteAsync(log, "a");
            Assert.Equal(i, _flushed);
        }
    }

    [Fact]
    public async Task AFailureIsReportedOncePerEpisodeAndTriedAgain()
    {
        _failing = true;
        using var log = OpenLog(Interval);
        for (var episode = 1; episode <= 2; episode++)
        {
            Volatile.Write(ref _failing, true);
            var (attempts, flushed) = (_attempts, _flushed);
            await WriteAsync(log, "a");
            Eventually.True(
                () =>
                {
                    _clock.Advance(Interval);
                    return Volatile.Read(ref _attempts) >= attempts + 3;
                },
                "further attempts without further events");
            Assert.Equal(episode, _listener.Failures.Count);
            Volatile.Write(ref _failing, false);
            AwaitFlushes(flushed + 1);
        }
        Assert.All(_listener.Failures, f => Assert.Equal((LoggingFailureKind.Temporary, null), (f.Kind, f.Events)));
        Assert.Contains(_folder["app.log"], _listener.Failures[0].Message, StringComparison.Ordinal);
        Assert.True(_handle.Statistics.Failures >= 6);
        Assert.Equal(2, _handle.Statistics.Written);
    }

    [Fact]
    public async Task WhatIsNotYetOnTheDiskIsFlushedWhenTheSinkCloses()
    {
        using (var log = OpenLog(Interval))
        {
            await WriteAsync(log, "a");
            await WriteAsync(log, "b");
            Assert.Equal(1, _flushed);
        }
        Assert.Equal(2, _flushed);
    }
}
