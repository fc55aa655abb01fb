using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Disposing of a logger writes its queued events within ShutdownTimeout.</summary>
public sealed class ShutdownTests : LogUnderTest
{
    static MtaioFileOptions Options(TimeSpan? shutdownTimeout = null, int limit = 10_000) => new()
    {
        ShutdownTimeout = shutdownTimeout ?? TimeSpan.FromSeconds(30),
        Batching = new() { QueueLimit = limit, BlockTimeout = TimeSpan.FromMinutes(10), Period = TimeSpan.FromHours(1) },
    };

    string[] FinalMessages => Listener.MessagesOf(LoggingFailureKind.Final);

    public static TheoryData<string, Func<Logger, Task>> WaysToDispose => new()
    {
        { "at once", log => Run(log.Dispose) },
        { "asynchronously", log => log.DisposeAsync().AsTask() },
        { "twice", log => Run(() => { log.Dispose(); log.Dispose(); }) },
        { "synchronously, then asynchronously", async log => { log.Dispose(); await log.DisposeAsync(); } },
        { "asynchronously, then synchronously", async log => { await log.DisposeAsync(); log.Dispose(); } },
        {
            "asynchronously without waiting, then synchronously",
            log =>
            {
                var first = log.DisposeAsync();
                log.Dispose();
                return first.AsTask();
            }
        },
        { "by eight threads", log => Run(() => Hang.Fails([.. Enumerable.Repeat<Action>(log.Dispose, 8)])) },
    };

    static Task Run(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(WaysToDispose))]
    public async Task EveryWayToDisposeWritesAllEventsOnceAndClosesTheFile(string way, Func<Logger, Task> dispose)
    {
        _ = way;
        var closes = 0;
        var fileSystem = new FailingFileSystem
        {
            Before = (operation, _) => { if (operation == FileOperation.Close) Interlocked.Increment(ref closes); },
        };
        var log = OpenPlain(Options(), fileSystem: fileSystem);
        for (var i = 0; i < 1000; i++) log.Information("{Number}", i);
        await Hang.FailsAsync(dispose(log));
        Assert.Equal(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i}\n")), Folder.Text("app.log"));
        Assert.Equal((1, 0), (closes, Listener.Failures.Count));
        Handle.ShouldHaveCounted(accepted: 1000, written: 1000, dropped: 0, pending: 0);
    }

    [Fact]
    public void DisposingInASynchronizationContextThatRunsNothingDoesNotHang()
    {
        // With a listener, the wrapper that Serilog puts around the sink comes back to the context.
        Listens = false;
        var log = OpenPlain(Options());
        Hang.Fails(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverPumping());
            log.Information("a");
            Handle.FlushAsync().Wait();
            log.Fatal("b");
            var closing = log.DisposeAsync();
            log.Dispose();
            closing.AsTask().Wait();
        });
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
    }

    [Fact]
    public void ASinkWithoutEventsCreatesNoFile()
    {
        Hang.Fails(OpenPlain(Options()).Dispose);
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task ALargeBacklogIsWrittenBeforeDisposeReturns()
    {
        var options = Options();
        options.Batching.QueueLimit = null;
        const int Count = 200_000;
        var log = OpenPlain(options);
        for (var i = 0; i < Count; i++) log.Information("e");
        await Hang.FailsAsync(log.DisposeAsync().AsTask());
        Assert.Equal(Count * 2, Folder.Bytes("app.log").Length + (FinalMessages.Length * 2));
        Assert.Equal(Count, Handle.Statistics.Written + Handle.Statistics.DroppedByShutdown);
    }

    [Fact]
    public void AFormatterMayDisposeTheLogger()
    {
        Logger? log = null;
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            log!.Dispose();
            output.Write(logEvent.RenderMessage() + "\n");
        });
        log = OpenPlain(Options(), formatter);
        Hang.Fails(() =>
        {
            log.Information("a");
            log.Dispose();
        });
        Assert.Equal("a\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AFormatterMayLogToTheSameLoggerEvenIntoAFullQueue()
    {
        Logger? log = null;
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.RenderMessage() == "a")
            {
                for (var i = 0; i < 5; i++) log!.Fatal("inner");
            }
            output.Write(logEvent.RenderMessage() + "\n");
        });
        log = OpenPlain(Options(limit: 2), formatter);
        Hang.Fails(() =>
        {
            log.Information("a");
            Eventually.True(() => Handle.Statistics.Written > 0, "the formatter to have logged");
            log.Dispose();
        });
        Assert.StartsWith("a\ninner\ninner\n", Folder.Text("app.log"), StringComparison.Ordinal);
        Handle.ShouldHaveCounted(droppedByOverflow: 3);
    }

    [Fact]
    public void WhenTheDiskHangsDisposeReturnsInTimeAndReportsTheUnwrittenEventsAsFinal()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(TimeSpan.FromMilliseconds(200)), fileSystem: gate.FileSystem);
        log.Information("hangs");
        gate.AwaitWorker();
        for (var i = 0; i < 600; i++) log.Information("{Number}", i);
        Hang.Fails(log.Dispose);
        AssertAllFinal(601);
        gate.Open();
        gate.AwaitClose();
        // The write that hung may come back; nothing else is written and nothing is counted twice.
        Assert.Equal("hangs\n", Folder.Text("app.log"));
        AssertAllFinal(601);
    }

    [Fact]
    public void WithAShutdownTimeoutOfZeroEveryEventIsWrittenOrReported()
    {
        for (var round = 0; round < 50; round++)
        {
            Listener = new CollectingFailureListener();
            using var log = OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.Zero }, path: Folder[$"{round}.log"]);
            for (var i = 0; i < round; i++) log.Information("{Number}", i);
            Hang.Fails(log.Dispose);
            var end = Handle.Statistics;
            Assert.Equal((round, round, 0), (end.Accepted, end.Written + end.DroppedByShutdown, end.Pending));
            Assert.Equal(end.DroppedByShutdown, Listener.EventsOf(LoggingFailureKind.Final).Count);
        }
    }

    [Fact]
    public void WhenAFormatterHangsDisposeReportsItsEventsAsFinalAndTheyAreNotWrittenLater()
    {
        using var gate = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            entered.Set();
            gate.Wait();
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var options = Options(TimeSpan.FromMilliseconds(200));
        options.Batching.EagerlyEmitFirstEvent = false;
        options.Batching.BatchSizeLimit = 256;
        var log = OpenPlain(options, formatter);
        for (var i = 0; i < 300; i++) log.Information("{Number}", i);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30)));
        Hang.Fails(log.Dispose);
        AssertAllFinal(300);
        gate.Set();
        // The worker leaves the path when it ends.
        Eventually.True(() => !PathGate.IsWritten(PathGate.RealPath(Folder["app.log"])), "the end of the worker");
        Assert.Empty(Folder.Names);
        AssertAllFinal(300);
    }

    void AssertAllFinal(int count)
    {
        Assert.Equal(count, FinalMessages.Length);
        Assert.Equal(count, FinalMessages.Distinct().Count());
        Handle.ShouldHaveCounted(accepted: count, written: 0, dropped: count, droppedByShutdown: count, pending: 0);
    }

    [Fact]
    public void CallsThatWaitForRoomReturnAtShutdownAndTheirEventsAreCounted()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(TimeSpan.FromMilliseconds(200), limit: 1), fileSystem: gate.FileSystem);
        log.Information("hangs");
        gate.AwaitWorker();
        log.Information("waits");
        var blocked = Enumerable.Range(0, 4).Select(i => Hang.Start(() => log.Information("blocked {Number}", i))).ToArray();
        Eventually.True(() => Handle.Statistics.Accepted == 6, "all calls to wait");
        Hang.Fails(log.Dispose);
        Hang.Join(blocked);
        Assert.Equal(["blocked 0", "blocked 1", "blocked 2", "blocked 3", "hangs", "waits"], FinalMessages.Order(StringComparer.Ordinal));
        Handle.ShouldHaveCounted(accepted: 6, written: 0, droppedByShutdown: 2, droppedAfterClose: 4, pending: 0);
    }

    [Fact]
    public void AnEventAfterDisposeIsReportedAndCountedButNotWritten()
    {
        var log = OpenPlain(Options());
        log.Information("in time");
        log.Dispose();
        System.IO.File.Delete(Folder["app.log"]);
        Hang.Fails(() =>
        {
            log.Information("late");
            log.Fatal("later");
        });
        Assert.Empty(Folder.Names);
        Assert.Equal(["late", "later"], FinalMessages);
        Assert.All(Listener.Failures, f => Assert.Equal($"an event came after {Folder["app.log"]} was closed", f.Message));
        Handle.ShouldHaveCounted(accepted: 3, written: 1, dropped: 2, droppedAfterClose: 2, pending: 0);
    }

    [Fact]
    public void DisposingWhileManyThreadsEmitAccountsForEveryEvent()
    {
        var log = OpenPlain(Options(limit: 50));
        using var enough = new ManualResetEventSlim();
        var producers = Enumerable.Range(0, 4).Select(t => Hang.Start(() =>
        {
            for (var i = 0; i < 2000; i++)
            {
                log.Information("{Thread}.{Number}", t, i);
                if (i == 500) enough.Set();
            }
        })).ToArray();
        Assert.True(enough.Wait(TimeSpan.FromSeconds(30)));
        Hang.Fails(log.Dispose);
        Hang.Join(producers);
        var written = Folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8000, written.Concat(FinalMessages).Distinct().Count());
        Assert.Equal(8000, written.Length + FinalMessages.Length);
        Handle.ShouldHaveCounted(accepted: 8000, written: written.Length, pending: 0);
    }

    [Fact]
    public void ANewLoggerCanOpenThePathAsSoonAsTheOldOneIsDisposed()
    {
        for (var i = 0; i < 100; i++)
        {
            using var log = OpenPlain();
            log.Information("{Number}", i);
        }
        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")), Folder.Text("app.log"));
    }

    [RequiresFact]
    public void NoFileDescriptorStaysOpenAfterDispose()
    {
        using (var log = OpenPlain(Options())) log.Information("a");
        Assert.DoesNotContain(Folder["app.log"], Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget));
        using var exclusive = new FileStream(Folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    public static TheoryData<string, Func<ILogEventSink, ILogger>> Wrappers => new()
    {
        { "Logger", sink => new LoggerConfiguration().WriteTo.Logger(c => c.WriteTo.Sink(sink)).CreateLogger() },
        { "Conditional", sink => new LoggerConfiguration().WriteTo.Conditional(_ => true, w => w.Sink(sink)).CreateLogger() },
        { "Async", sink => new LoggerConfiguration().WriteTo.Async(w => w.Sink(sink)).CreateLogger() },
        { "Fallible", sink => new LoggerConfiguration()
            .WriteTo.Fallible(w => w.Sink(sink), new CollectingFailureListener())
            .CreateLogger() },
    };

    [Theory]
    [MemberData(nameof(Wrappers))]
    public async Task DisposingTheRootLoggerWritesTheEventsOfAWrappedSink(string wrapper, Func<ILogEventSink, ILogger> wrap)
    {
        _ = wrapper;
        foreach (var name in new[] { "sync.log", "async.log" })
        {
            var onlyWhenClosed = new MtaioBatchingOptions { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false };
            var log = (Logger)wrap(PlainSink(new MtaioFileOptions { Batching = onlyWhenClosed }, path: Folder[name]));
            log.Information("a");
            if (name == "sync.log") log.Dispose();
            else await log.DisposeAsync();
            Assert.Equal("a\n", Folder.Text(name));
        }
    }

    sealed class NeverPumping : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("nobody pumps");
    }
}
