using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>A completed flush acknowledges that all earlier events are written.</summary>
public sealed class FlushTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();

    static MtaioFileOptions Options(OverflowPolicy overflow = OverflowPolicy.Block, int limit = 10_000) => new()
    {
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
    public async Task WhenAFlushCompletesAllEarlierEventsAreInTheFile()
    {
        var log = OpenPlain(Options());
        for (var round = 1; round <= 20; round++)
        {
            log.Information("round {Round}", round);
            await FlushAsync();
            Assert.Equal(string.Concat(Enumerable.Range(1, round).Select(r => $"round {r}\n")), Folder.Text("app.log"));
        }
    }

    [Fact]
    public async Task TenThreadsCanFlushAtTheSameTime()
    {
        using (var log = OpenPlain(Options()))
        {
            Hang.Fails([.. Enumerable.Range(0, 10).Select<int, Action>(t => () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    log.Information("{Thread}.{Index}", t, i);
                    Handle.FlushAsync().Wait();
                    Assert.True(Handle.Statistics.Written >= i + 1);
                }
            })]);
        }
        await FlushAsync();
        Assert.Equal(1000, Folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());
        Handle.ShouldHaveCounted(written: 1000);
    }

    [Fact]
    public async Task AFlushReportsTheLossOfEarlierEventsAndLaterFlushesDoNot()
    {
        var log = OpenPlain(Options(), FailingOn("bad"));
        log.Information("good");
        log.Information("bad");
        log.Information("bad");
        await AssertLost(2, Handle.FlushAsync());
        for (var i = 0; i < 20; i++) await FlushAsync();
        Assert.Equal("good\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task TwoOpenFlushesBothReportALossBeforeThem()
    {
        using var gate = new ManualResetEventSlim();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            gate.Wait();
            throw new FormatException("cannot be rendered");
        });
        var log = OpenPlain(Options(), formatter);
        log.Information("bad");
        var (first, second) = (Handle.FlushAsync(), Handle.FlushAsync());
        gate.Set();
        await AssertLost(1, first);
        await AssertLost(1, second);
    }

    [Fact]
    public async Task AFlushByTheListenerMakesNoLaterFlushReportALossAgain()
    {
        using var gate = new ManualResetEventSlim();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            gate.Wait();
            throw new FormatException("cannot be rendered");
        });
        Listener = new CollectingFailureListener(_ => Handle.FlushAsync());
        var log = OpenPlain(Options(), formatter);
        log.Information("bad");
        var waiting = Handle.FlushAsync();
        gate.Set();
        await AssertLost(1, waiting);
        await FlushAsync();
    }

    [Fact]
    public async Task TheNextFlushReportsAnEventThatTimedOutWaitingForRoom()
    {
        using var gate = new GatedFormatter();
        var log = OpenPlain(Options(limit: 1), gate);
        log.Information("first");
        gate.AwaitWorker();
        log.Information("second");
        var before = Handle.FlushAsync();
        log.Information("refused");
        gate.Open();
        await Hang.FailsAsync(before);
        await AssertLost(1, Handle.FlushAsync());
        await FlushAsync();
    }

    [Fact]
    public async Task TheFlushOfAFatalEventDoesNotHideALossFromTheNextFlush()
    {
        var log = OpenPlain(Options(), FailingOn("bad"));
        log.Information("bad");
        log.Fatal("good");
        Assert.Equal("good\n", Folder.Text("app.log"));
        await AssertLost(1, Handle.FlushAsync());
        log.Fatal("bad");
        await AssertLost(1, Handle.FlushAsync());
        await FlushAsync();
    }

    [Theory]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.Shed)]
    public async Task EventsDroppedByTheOverflowPolicyDoNotFailAFlush(OverflowPolicy overflow)
    {
        using var gate = new GatedFormatter();
        var log = OpenPlain(Options(overflow, limit: 5), gate);
        log.Information("first");
        gate.AwaitWorker();
        for (var i = 0; i < 20; i++) log.Information("more");
        var flush = Handle.FlushAsync();
        gate.Open();
        await Hang.FailsAsync(flush);
        Assert.True(Handle.Statistics.DroppedByOverflow >= 15);
    }

    [Fact]
    public async Task OnlyFlushesAfterADroppedOldestEventReportItsLoss()
    {
        using var gate = new GatedFormatter();
        var log = OpenPlain(Options(OverflowPolicy.DropOldest, limit: 2), gate);
        log.Information("first");
        gate.AwaitWorker();
        var written = Handle.FlushAsync();
        log.Information("oldest");
        var lost = Handle.FlushAsync();
        log.Information("second");
        log.Information("third");
        var after = Handle.FlushAsync();
        gate.Open();
        await Hang.FailsAsync(written);
        await AssertLost(1, lost);
        await AssertLost(1, after);
        Assert.StartsWith("first\nsecond\nthird\n", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFlushWaitsDuringRetriesAndCompletesWhenTheWriteSucceeds()
    {
        var failing = true;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append && Volatile.Read(ref failing)) throw new IOException("No space left on device");
        };
        var log = OpenPlain(Options(), fileSystem: _fileSystem);
        log.Information("a");
        var flush = Handle.FlushAsync();
        Eventually.True(() => Handle.Statistics.Failures >= 2, "a second attempt");
        Assert.False(flush.IsCompleted);
        Volatile.Write(ref failing, false);
        await Hang.FailsAsync(flush);
        Assert.Equal("a\n", Folder.Text("app.log"));
        Assert.Equal(LoggingFailureKind.Temporary, Assert.Single(Listener.Failures).Kind);
    }

    [Fact]
    public async Task CancellingAFlushEndsTheWaitAndKeepsTheEvents()
    {
        using var gate = new AppendGate();
        using var cancellation = new CancellationTokenSource();
        var log = OpenPlain(Options(), fileSystem: gate.FileSystem);
        log.Information("a");
        gate.AwaitWorker();
        log.Information("b");
        var flush = Handle.FlushAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hang.FailsAsync(flush));
        gate.Open();
        await FlushAsync();
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task TheNextFlushReportsTheLossThatACancelledFlushWouldHaveReported()
    {
        using var gate = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            gate.Wait();
            throw new FormatException("cannot be rendered");
        });
        var log = OpenPlain(Options(), formatter);
        log.Information("bad");
        var flush = Handle.FlushAsync(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hang.FailsAsync(flush));
        gate.Set();
        await AssertLost(1, Handle.FlushAsync());
        await FlushAsync();
    }

    [Fact]
    public async Task AFlushToDiskFailsWhenFsyncFailsAndTheFailureIsCounted()
    {
        var failing = true;
        var flushes = 0;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.FlushToDisk) return;
            flushes++;
            if (failing) throw new IOException("fsync failed: Input/output error");
        };
        var log = OpenPlain(Options(), fileSystem: _fileSystem);
        log.Information("a");
        var failure = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(Handle.FlushAsync(toDisk: true)));
        Assert.Equal("fsync failed: Input/output error", failure.Message);
        Handle.ShouldHaveCounted(failures: 1, lastError: "fsync failed: Input/output error");
        failing = false;
        await FlushAsync(toDisk: true);
        Assert.Equal(2, flushes);
        await FlushAsync(toDisk: true);
        Assert.Equal(2, flushes);
        Assert.Equal("a\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task AFlushAfterDisposeCompletes()
    {
        OpenPlain(Options()).Dispose();
        await FlushAsync();
        await FlushAsync(toDisk: true);
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task AFlushThatIsOpenWhenTheShutdownTimesOutFails()
    {
        using var gate = new AppendGate();
        var options = Options();
        options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        var log = OpenPlain(options, fileSystem: gate.FileSystem);
        log.Information("a");
        gate.AwaitWorker();
        log.Information("b");
        var flush = Handle.FlushAsync();
        Hang.Fails(log.Dispose);
        await AssertLost(2, flush);
    }
}
