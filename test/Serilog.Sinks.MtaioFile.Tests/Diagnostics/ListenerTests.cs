using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>Whatever a failure listener does, the sink continues.</summary>
public sealed class ListenerTests : LogUnderTest
{
    Logger? _log;

    /// <summary>Opens a log whose formatter cannot render "bad", with a listener that does something about it.</summary>
    void OpenWith(Action<ReportedFailure> then, int limit = 100, GatedFormatter? formatter = null)
    {
        Listener = new CollectingFailureListener(then);
        var options = new MtaioFileOptions
        {
            FlushOnLevel = LogEventLevel.Fatal,
            ShutdownTimeout = TimeSpan.FromSeconds(5),
            Batching = new() { QueueLimit = limit, Overflow = OverflowPolicy.DropNewest },
        };
        _log = OpenPlain(options, formatter ?? (Serilog.Formatting.ITextFormatter)new DelegateFormatter(Format));

        static void Format(LogEvent logEvent, TextWriter output)
        {
            if (logEvent.RenderMessage().StartsWith("bad", StringComparison.Ordinal)) throw new FormatException("cannot be rendered");
            output.Write(logEvent.RenderMessage() + "\n");
        }
    }

    static string[] Messages(IEnumerable<LogEvent> events) => [.. events.Select(e => e.RenderMessage())];

    [Fact]
    public void AListenerThatThrowsIsCalledAgainNextTime()
    {
        OpenWith(_ => throw new InvalidOperationException("listener {0} {broken"));
        for (var i = 0; i < 3; i++)
        {
            _log!.Information("bad");
            _log.Information("good");
        }
        _log!.Dispose();
        Assert.Equal("good\ngood\ngood\n", Folder.Text("app.log"));
        Assert.Equal(3, Listener.Failures.Count);
    }

    [Fact]
    public void AListenerThatBlocksDelaysOnlyTheWorker()
    {
        using var gate = new ManualResetEventSlim();
        using var called = new ManualResetEventSlim();
        OpenWith(_ =>
        {
            called.Set();
            gate.Wait();
        });
        _log!.Information("bad");
        Assert.True(called.Wait(TimeSpan.FromSeconds(30)));
        Hang.Fails(() => _log.Information("good"));
        gate.Set();
        _log.Dispose();
        Assert.Equal("good\n", Folder.Text("app.log"));
    }

    [Theory]
    [InlineData("good")]
    [InlineData("bad news")]
    public void EventsThatTheListenerLogsToTheSameLoggerAreWrittenButNotReportedToTheListener(string message)
    {
        OpenWith(f => _log!.Information("{Message:l}", message));
        _log!.Information("bad");
        _log.Fatal("good");
        _log.Fatal("good");
        _log.Dispose();
        Assert.Equal(["bad"], Messages(Listener.Failures.SelectMany(f => f.Events ?? [])));
        Assert.Equal(message == "good" ? 3 : 2, Folder.Text("app.log").Split('\n').Length - 1);
        Handle.ShouldHaveCounted(accepted: 4, pending: 0);
    }

    [Fact]
    public async Task AListenerThatLogsIntoAFullQueueCausesNoEndlessLoop()
    {
        using var formatter = new GatedFormatter();
        OpenWith(_ => _log!.Information("from the listener"), limit: 1, formatter);
        _log!.Information("first");
        formatter.AwaitWorker();
        for (var i = 1; i <= 2001; i++) _log.Information("{Number}", i);
        // Twice the burst was full: the second call of the listener did not swallow what came before it.
        Assert.Equal([1000, 1000], Listener.Failures.Select(f => f.Events!.Count));
        Handle.ShouldHaveCounted(droppedByOverflow: 2002);
        formatter.Open();
        await FlushAsync();
        Assert.Equal(Enumerable.Range(2, 2000).Select(i => $"{i}"), Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void DroppedOldestEventsAreReportedWhileTheDiskHangs()
    {
        using var gate = new AppendGate();
        var options = new MtaioFileOptions { Batching = new() { QueueLimit = 10, Overflow = OverflowPolicy.DropOldest } };
        using (var log = OpenPlain(options, fileSystem: gate.FileSystem))
        {
            log.Information("first");
            gate.AwaitWorker();
            for (var i = 1; i <= 5010; i++) log.Information("{Number}", i);
            Assert.Equal([1000, 1000, 1000, 1000, 1000], Listener.Failures.Select(f => f.Events!.Count));
            gate.Open();
        }
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => $"{i}"), Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void AListenerGetsASnapshotOfTheEvents()
    {
        IReadOnlyCollection<LogEvent>? kept = null;
        var listener = new KeepingListener(events => kept ??= events);
        var sink = PlainSink(formatter: new DelegateFormatter((e, _) => throw new FormatException(e.RenderMessage())));
        using (var log = Open.Logger(to => to.WriteTo.Fallible(w => w.Sink(sink), listener)))
        {
            for (var i = 0; i < 50; i++) log.Information("bad {Number}", i);
        }
        Assert.Equal(["bad 0"], Messages(kept!));
    }

    [Fact]
    public void AListenerThatDisposesTheLoggerDoesNotHang()
    {
        OpenWith(_ => _log!.Dispose());
        Hang.Fails(() =>
        {
            _log!.Information("good");
            _log.Information("bad");
            _log.Fatal("late or not");
            _log.Dispose();
        });
        Handle.ShouldHaveCounted(accepted: 3, pending: 0);
        Assert.Equal(3 - Handle.Statistics.Written, Listener.Failures.Sum(f => f.Events?.Count ?? 0));
    }

    [Fact]
    public void AListenerThatDisposesTheLoggerOnTheThreadOfACallerStillGetsTheUnwrittenEvents()
    {
        using var formatter = new GatedFormatter();
        var disposed = 0;
        Listener = new CollectingFailureListener(_ =>
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0) _log!.Dispose();
        });
        var options = new MtaioFileOptions
        {
            ShutdownTimeout = TimeSpan.FromMilliseconds(100),
            Batching = new() { QueueLimit = 2, Overflow = OverflowPolicy.DropNewest },
        };
        _log = OpenPlain(options, formatter);
        _log.Information("hangs");
        formatter.AwaitWorker();
        Hang.Fails(() =>
        {
            for (var i = 0; i < 1002; i++) _log.Information("{Number}", i);
        });
        Assert.Equal(1000, Listener.EventsOf(LoggingFailureKind.Permanent).Count);
        Assert.Equal(["hangs", "0", "1"], Listener.MessagesOf(LoggingFailureKind.Final));
    }

    [Fact]
    public async Task AListenerThatFlushesWithoutWaitingDoesNotHang()
    {
        var flushes = new List<Task>();
        OpenWith(_ =>
        {
            lock (flushes) flushes.Add(Handle.FlushAsync());
        });
        _log!.Information("bad");
        _log.Information("good");
        var flush = Handle.FlushAsync();
        await Hang.FailsAsync(Task.WhenAll([flush, .. flushes]).ContinueWith(_ => { }, TaskScheduler.Default));
        // Whichever of them came first after the loss was told of it.
        Assert.Contains(flushes.Append(flush), f => f.Exception?.InnerException is IOException);
        Assert.Equal("good\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AReportNamesTheSinkAsSenderThePathAndTheCause()
    {
        var sink = PlainSink(formatter: new DelegateFormatter((_, _) => throw new FormatException("the cause")));
        using (var log = Open.Logger(to => to.WriteTo.Fallible(w => w.Sink(sink), Listener))) log.Information("bad");
        var failure = Assert.Single(Listener.Failures);
        Assert.Same(sink, failure.Sender);
        Assert.Equal($"could not format an event for {Folder["app.log"]}: the cause", failure.Message);
    }

    sealed class KeepingListener(Action<IReadOnlyCollection<LogEvent>> keep) : ILoggingFailureListener
    {
        public void OnLoggingFailed(
            object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
        {
            if (events is not null) keep(events);
        }
    }
}
