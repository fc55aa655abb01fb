using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

public sealed class ShutdownTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    readonly CollectingFailureListener _listener = new();

    public void Dispose() => _folder.Dispose();

    MtaioFileOptions Options(TimeSpan? shutdownTimeout = null, int limit = 10_000) => new()
    {
        Handle = _handle,
        ShutdownTimeout = shutdownTimeout ?? TimeSpan.FromSeconds(30),
        Batching = new() { QueueLimit = limit, BlockTimeout = TimeSpan.FromMinutes(10), Period = TimeSpan.FromHours(1) },
    };

    string[] FinalMessages => [.. _listener.EventsOf(LoggingFailureKind.Final).Select(e => e.RenderMessage())];

    public static TheoryData<string, Func<Logger, Task>> WaysToDispose => new()
    {
        { "at once", log => Run(log.Dispose) },
        { "asynchronously", log => log.DisposeAsync().AsTask() },
        { "twice", log => Run(() => { log.Dispose(); log.Dispose(); }) },
        { "synchronously, then asynchronously", async log => { log.Dispose(); await log.DisposeAsync(); } },
        { "asynchronously, then synchronously", async log => { await log.DisposeAsync(); log.Dispose(); } },
        { "asynchronously without waiting, then synchronously", log => { var first = log.DisposeAsync(); log.Dispose(); return first.AsTask(); } },
        { "by eight threads", log => Run(() => Hang.Fails([.. Enumerable.Repeat<Action>(log.Dispose, 8)])) },
    };

    static Task Run(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(WaysToDispose))]
    public async Task WhateverTheWayEverythingIsWrittenOnceAndTheFileClosed(string way, Func<Logger, Task> dispose)
    {
        _ = way;
        var closes = 0;
        var fileSystem = new FailingFileSystem { Before = (operation, _) => { if (operation == FileOperation.Close) Interlocked.Increment(ref closes); } };
        var log = Open.Plain(_folder["app.log"], Options(), fileSystem: fileSystem, listener: _listener);
        for (var i = 0; i < 1000; i++) log.Information("{Number}", i);
        await Hang.FailsAsync(dispose(log));
        Assert.Equal(string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i}\n")), _folder.Text("app.log"));
        Assert.Equal((1, 0), (closes, _listener.Failures.Count));
        Assert.Equal((1000, 1000, 0, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Dropped, _handle.Statistics.Pending));
    }

    [Fact]
    public void AContextThatNeverPumpsIsNoHindrance()
    {
        // Without a listener: the wrapper that Serilog puts around the sink for one does come back to the context.
        var log = Open.Plain(_folder["app.log"], Options());
        Hang.Fails(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverPumping());
            log.Information("a");
            _handle.FlushAsync().Wait();
            log.Fatal("b");
            var closing = log.DisposeAsync();
            log.Dispose();
            closing.AsTask().Wait();
        });
        Assert.Equal("a\nb\n", _folder.Text("app.log"));
    }

    [Fact]
    public void ASinkThatWasNeverUsedMakesNoFile()
    {
        Hang.Fails(Open.Plain(_folder["app.log"], Options()).Dispose);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public async Task ALargeBacklogIsWrittenBeforeDisposeReturns()
    {
        var options = Options();
        options.Batching.QueueLimit = null;
        const int Count = 200_000;
        var log = Open.Plain(_folder["app.log"], options, listener: _listener);
        for (var i = 0; i < Count; i++) log.Information("e");
        await Hang.FailsAsync(log.DisposeAsync().AsTask());
        Assert.Equal(Count * 2, _folder.Bytes("app.log").Length + (FinalMessages.Length * 2));
        Assert.Equal(Count, _handle.Statistics.Written + _handle.Statistics.DroppedByShutdown);
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
        log = Open.Plain(_folder["app.log"], Options(), formatter, listener: _listener);
        Hang.Fails(() =>
        {
            log.Information("a");
            log.Dispose();
        });
        Assert.Equal("a\n", _folder.Text("app.log"));
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
        log = Open.Plain(_folder["app.log"], Options(limit: 2), formatter, listener: _listener);
        Hang.Fails(() =>
        {
            log.Information("a");
            Eventually.True(() => _handle.Statistics.Written > 0, "the formatter to have logged");
            log.Dispose();
        });
        Assert.StartsWith("a\ninner\ninner\n", _folder.Text("app.log"), StringComparison.Ordinal);
        Assert.Equal(3, _handle.Statistics.DroppedByOverflow);
    }

    [Fact]
    public void WhenTheDiskHangsItIsBoundedAndWhatIsLeftIsFinalAndNotWrittenLater()
    {
        using var gate = new AppendGate();
        var log = Open.Plain(_folder["app.log"], Options(TimeSpan.FromMilliseconds(200)), fileSystem: gate.FileSystem, listener: _listener);
        log.Information("hangs");
        gate.AwaitWorker();
        for (var i = 0; i < 600; i++) log.Information("{Number}", i);
        Hang.Fails(log.Dispose);
        AssertAllFinal(601);
        gate.Open();
        gate.AwaitClose();
        // The write that hung may come back; nothing else is written and nothing is counted twice.
        Assert.Equal("hangs\n", _folder.Text("app.log"));
        AssertAllFinal(601);
    }

    [Fact]
    public void ATimeOutOfZeroAccountsForEveryEventWhereverItIs()
    {
        for (var round = 0; round < 50; round++)
        {
            var handle = new MtaioFileHandle();
            var listener = new CollectingFailureListener();
            var name = $"{round}.log";
            var log = Open.Plain(_folder[name], new MtaioFileOptions { Handle = handle, ShutdownTimeout = TimeSpan.Zero }, listener: listener);
            for (var i = 0; i < round; i++) log.Information("{Number}", i);
            Hang.Fails(log.Dispose);
            var end = handle.Statistics;
            Assert.Equal((round, round, 0), (end.Accepted, end.Written + end.DroppedByShutdown, end.Pending));
            Assert.Equal(end.DroppedByShutdown, listener.EventsOf(LoggingFailureKind.Final).Count);
        }
    }

    [Fact]
    public void WhenAFormatterHangsItsEventsAreFinalAndNotWrittenLater()
    {
        using var gate = new ManualResetEventSlim();
        using var entered = new ManualResetEventSlim();
        Thread? worker = null;
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            worker = Thread.CurrentThread;
            entered.Set();
            gate.Wait();
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var options = Options(TimeSpan.FromMilliseconds(200));
        options.Batching.EagerlyEmitFirstEvent = false;
        options.Batching.BatchSizeLimit = 256;
        var log = Open.Plain(_folder["app.log"], options, formatter, listener: _listener);
        for (var i = 0; i < 300; i++) log.Information("{Number}", i);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30)));
        Hang.Fails(log.Dispose);
        AssertAllFinal(300);
        gate.Set();
        Hang.Fails(worker!.Join);
        Assert.Empty(_folder.Names);
        AssertAllFinal(300);
    }

    void AssertAllFinal(int count)
    {
        Assert.Equal(count, FinalMessages.Length);
        Assert.Equal(count, FinalMessages.Distinct().Count());
        var now = _handle.Statistics;
        Assert.Equal((count, 0, count, count, 0), (now.Accepted, now.Written, now.Dropped, now.DroppedByShutdown, now.Pending));
    }

    [Fact]
    public void BlockedCallsReturnAndAreCounted()
    {
        using var gate = new AppendGate();
        var log = Open.Plain(_folder["app.log"], Options(TimeSpan.FromMilliseconds(200), limit: 1), fileSystem: gate.FileSystem, listener: _listener);
        log.Information("hangs");
        gate.AwaitWorker();
        log.Information("waits");
        var blocked = Enumerable.Range(0, 4).Select(i => Hang.Start(() => log.Information("blocked {Number}", i))).ToArray();
        Eventually.True(() => _handle.Statistics.Accepted == 6, "all calls to wait");
        Hang.Fails(log.Dispose);
        Hang.Join(blocked);
        Assert.Equal(["blocked 0", "blocked 1", "blocked 2", "blocked 3", "hangs", "waits"], FinalMessages.Order(StringComparer.Ordinal));
        var end = _handle.Statistics;
        Assert.Equal((6, 0, 2, 4, 0), (end.Accepted, end.Written, end.DroppedByShutdown, end.DroppedAfterClose, end.Pending));
    }

    [Fact]
    public void AnEventAfterwardsIsFinalAndCountedAndTheFileUntouched()
    {
        var log = Open.Plain(_folder["app.log"], Options(), listener: _listener);
        log.Information("in time");
        log.Dispose();
        System.IO.File.Delete(_folder["app.log"]);
        Hang.Fails(() =>
        {
            log.Information("late");
            log.Fatal("later");
        });
        Assert.Empty(_folder.Names);
        Assert.Equal(["late", "later"], FinalMessages);
        Assert.All(_listener.Failures, f => Assert.Equal($"an event came after {_folder["app.log"]} was closed", f.Message));
        var end = _handle.Statistics;
        Assert.Equal((3, 1, 2, 2, 0), (end.Accepted, end.Written, end.Dropped, end.DroppedAfterClose, end.Pending));
    }

    [Fact]
    public void DisposingWhileManyThreadsEmitAccountsForEveryEvent()
    {
        var log = Open.Plain(_folder["app.log"], Options(limit: 50), listener: _listener);
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
        var written = _folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8000, written.Concat(FinalMessages).Distinct().Count());
        Assert.Equal(8000, written.Length + FinalMessages.Length);
        Assert.Equal((8000, written.Length, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Pending));
    }

    [Fact]
    public void ANewLoggerOnTheSamePathWorksAtOnceAHundredTimes()
    {
        for (var i = 0; i < 100; i++)
        {
            using var log = Open.Plain(_folder["app.log"], new MtaioFileOptions());
            log.Information("{Number}", i);
        }
        Assert.Equal(string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")), _folder.Text("app.log"));
    }

    [RequiresFact]
    public void NoDescriptorStaysOpen()
    {
        using (var log = Open.Plain(_folder["app.log"], Options())) log.Information("a");
        Assert.DoesNotContain(_folder["app.log"], Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget));
        using var exclusive = new FileStream(_folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    public static TheoryData<string, Func<ILogEventSink, ILogger>> Wrappers => new()
    {
        { "Logger", sink => new LoggerConfiguration().WriteTo.Logger(c => c.WriteTo.Sink(sink)).CreateLogger() },
        { "Conditional", sink => new LoggerConfiguration().WriteTo.Conditional(_ => true, w => w.Sink(sink)).CreateLogger() },
        { "Async", sink => new LoggerConfiguration().WriteTo.Async(w => w.Sink(sink)).CreateLogger() },
        { "Fallible", sink => new LoggerConfiguration().WriteTo.Fallible(w => w.Sink(sink), new CollectingFailureListener()).CreateLogger() },
    };

    [Theory]
    [MemberData(nameof(Wrappers))]
    public async Task DisposingTheRootDrainsTheSinkInAnyWrapper(string wrapper, Func<ILogEventSink, ILogger> wrap)
    {
        _ = wrapper;
        foreach (var name in new[] { "sync.log", "async.log" })
        {
            var log = (Logger)wrap(Open.Sink(_folder[name], new MtaioFileOptions { Batching = new() { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false } }));
            log.Information("a");
            if (name == "sync.log") log.Dispose();
            else await log.DisposeAsync();
            Assert.Equal("a\n", _folder.Text(name));
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
