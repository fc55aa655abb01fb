using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Completing is an acknowledgement.</summary>
public sealed class FlushTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    readonly FailingFileSystem _fileSystem = new();

    public void Dispose() => _folder.Dispose();

    MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.Block, int limit = 10_000) => new()
    {
        Handle = _handle,
        Batching = new() { Overflow = overflow, QueueLimit = limit, BlockTimeout = TimeSpan.Zero, Period = TimeSpan.FromHours(1) },
    };

    static DelegateFormatter FailingOn(string text) => new((logEvent, output) =>
    {
        if (logEvent.RenderMessage() == text) throw new FormatException("cannot be rendered");
        output.Write(logEvent.RenderMessage() + "\n");
    });

    static async Task AssertLost(int count, Task flush)
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(flush));
        Assert.StartsWith($"{count} events ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenItCompletesEverythingEmittedBeforeIsInTheFile()
    {
        using var log = Open.Plain(_folder["app.log"], Options());
        for (var round = 1; round <= 20; round++)
        {
            log.Information("round {Round}", round);
            await Hang.FailsAsync(_handle.FlushAsync());
            Assert.Equal(string.Concat(Enumerable.Range(1, round).Select(r => $"round {r}\n")), _folder.Text("app.log"));
        }
    }

    [Fact]
    public async Task TenThreadsFlushAHundredTimesEach()
    {
        using (var log = Open.Plain(_folder["app.log"], Options()))
        {
            Hang.Fails([.. Enumerable.Range(0, 10).Select<int, Action>(t => () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    log.Information("{Thread}.{Index}", t, i);
                    _handle.FlushAsync().Wait();
                    Assert.True(_handle.Statistics.Written >= i + 1);
                }
            })]);
        }
        await _handle.FlushAsync();
        Assert.Equal(1000, _folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Assert.Equal(1000, _handle.Statistics.Written);
    }

    [Fact]
    public async Task ALossIsToldToTheFlushThatWaitsForItAndNotAgain()
    {
        using var log = Open.Plain(_folder["app.log"], Options(), FailingOn("bad"));
        log.Information("good");
        log.Information("bad");
        log.Information("bad");
        await AssertLost(2, _handle.FlushAsync());
        for (var i = 0; i < 20; i++) await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal("good\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task EachOfTwoOpenFlushesIsToldOfTheLossBeforeBoth()
    {
        using var gate = new ManualResetEventSlim();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            gate.Wait();
            throw new FormatException("cannot be rendered");
        });
        using var log = Open.Plain(_folder["app.log"], Options(), formatter);
        log.Information("bad");
        var (first, second) = (_handle.FlushAsync(), _handle.FlushAsync());
        gate.Set();
        await AssertLost(1, first);
        await AssertLost(1, second);
    }

    [Fact]
    public async Task AnEventRefusedAfterATimeOutIsToldToTheNextFlush()
    {
        using var gate = new GatedFormatter();
        using var log = Open.Plain(_folder["app.log"], Options(limit: 1), gate);
        log.Information("first");
        gate.AwaitWorker();
        log.Information("second");
        var before = _handle.FlushAsync();
        log.Information("refused");
        gate.Open();
        await Hang.FailsAsync(before);
        await AssertLost(1, _handle.FlushAsync());
        await Hang.FailsAsync(_handle.FlushAsync());
    }

    [Fact]
    public async Task AFatalEventThatWaitedForItselfHidesNoLossFromTheNextFlush()
    {
        using var log = Open.Plain(_folder["app.log"], Options(), FailingOn("bad"));
        log.Information("bad");
        log.Fatal("good");
        Assert.Equal("good\n", _folder.Text("app.log"));
        await AssertLost(1, _handle.FlushAsync());
        log.Fatal("bad");
        await AssertLost(1, _handle.FlushAsync());
        await Hang.FailsAsync(_handle.FlushAsync());
    }

    [Theory]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.Shed)]
    public async Task WhatThePolicyRefusesIsNoFailureOfAFlush(OverflowPolicy overflow)
    {
        using var gate = new GatedFormatter();
        using var log = Open.Plain(_folder["app.log"], Options(overflow, limit: 5), gate);
        log.Information("first");
        gate.AwaitWorker();
        for (var i = 0; i < 20; i++) log.Information("more");
        var flush = _handle.FlushAsync();
        gate.Open();
        await Hang.FailsAsync(flush);
        Assert.True(_handle.Statistics.DroppedByOverflow >= 15);
    }

    [Fact]
    public async Task OnlyFlushesThatWaitForTheOldestEventAreToldOfItsLoss()
    {
        using var gate = new GatedFormatter();
        using var log = Open.Plain(_folder["app.log"], Options(OverflowPolicy.DropOldest, limit: 2), gate);
        log.Information("first");
        gate.AwaitWorker();
        var written = _handle.FlushAsync();
        log.Information("oldest");
        var lost = _handle.FlushAsync();
        log.Information("second");
        log.Information("third");
        var after = _handle.FlushAsync();
        gate.Open();
        await Hang.FailsAsync(written);
        await AssertLost(1, lost);
        await AssertLost(1, after);
        Assert.StartsWith("first\nsecond\nthird\n", _folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DuringRetriesItWaitsAndThenCompletes()
    {
        var failing = true;
        var listener = new CollectingFailureListener();
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append && Volatile.Read(ref failing)) throw new IOException("No space left on device");
        };
        using var log = Open.Plain(_folder["app.log"], Options(), fileSystem: _fileSystem, listener: listener);
        log.Information("a");
        var flush = _handle.FlushAsync();
        Eventually.True(() => _handle.Statistics.Failures >= 2, "a second attempt");
        Assert.False(flush.IsCompleted);
        Volatile.Write(ref failing, false);
        await Hang.FailsAsync(flush);
        Assert.Equal("a\n", _folder.Text("app.log"));
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(listener.Failures).Kind);
    }

    [Fact]
    public async Task CancellingEndsTheWaitAndKeepsTheEvents()
    {
        using var gate = new AppendGate();
        using var cancellation = new CancellationTokenSource();
        using var log = Open.Plain(_folder["app.log"], Options(), fileSystem: gate.FileSystem);
        log.Information("a");
        gate.AwaitWorker();
        log.Information("b");
        var flush = _handle.FlushAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hang.FailsAsync(flush));
        gate.Open();
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal("a\nb\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task WhatACancelledFlushWouldHaveToldIsToldToTheNext()
    {
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            gate.Wait();
            throw new FormatException("cannot be rendered");
        });
        using var log = Open.Plain(_folder["app.log"], Options(), formatter);
        log.Information("bad");
        var flush = _handle.FlushAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hang.FailsAsync(flush));
        gate.Set();
        await AssertLost(1, _handle.FlushAsync());
        await Hang.FailsAsync(_handle.FlushAsync());
    }

    [Fact]
    public async Task ToDiskItFailsWhenTheDiskDoesAndCountsIt()
    {
        var failing = true;
        var flushes = 0;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.FlushToDisk) return;
            flushes++;
            if (failing) throw new IOException("fsync failed: Input/output error");
        };
        using var log = Open.Plain(_folder["app.log"], Options(), fileSystem: _fileSystem);
        log.Information("a");
        var failure = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(_handle.FlushAsync(toDisk: true)));
        Assert.Equal("fsync failed: Input/output error", failure.Message);
        Assert.Equal((1, "fsync failed: Input/output error"), (_handle.Statistics.Failures, _handle.Statistics.LastError));
        failing = false;
        await Hang.FailsAsync(_handle.FlushAsync(toDisk: true));
        Assert.Equal(2, flushes);
        await Hang.FailsAsync(_handle.FlushAsync(toDisk: true));
        Assert.Equal(2, flushes);
        Assert.Equal("a\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task AfterDisposeItCompletes()
    {
        Open.Plain(_folder["app.log"], Options()).Dispose();
        await Hang.FailsAsync(_handle.FlushAsync());
        await Hang.FailsAsync(_handle.FlushAsync(toDisk: true));
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task WhatIsStillOpenWhenTheShutdownTimesOutFails()
    {
        using var gate = new AppendGate();
        var options = Options();
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        var log = Open.Plain(_folder["app.log"], options, fileSystem: gate.FileSystem);
        log.Information("a");
        gate.AwaitWorker();
        log.Information("b");
        var flush = _handle.FlushAsync();
        Hang.Fails(log.Dispose);
        await AssertLost(2, flush);
    }
}
