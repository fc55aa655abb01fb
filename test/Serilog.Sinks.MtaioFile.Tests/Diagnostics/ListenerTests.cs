using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Diagnostics;

/// <summary>Whatever a failure listener does, the sink goes on.</summary>
public sealed class ListenerTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    Logger? _log;

    public void Dispose()
    {
        _log?.Dispose();
        _folder.Dispose();
    }

    /// <summary>A log whose formatter cannot render "bad", and a listener that does something about it.</summary>
    CollectingFailureListener OpenWith(Action<ReportedFailure> then, int limit = 100, GatedFormatter? formatter = null)
    {
        var listener = new CollectingFailureListener(then);
        var options = new MtaioFileOptions
        {
            Handle = _handle,
            FlushOnLevel = LogEventLevel.Fatal,
            ShutdownTimeout = TimeSpan.FromSeconds(5),
            Batching = new() { QueueLimit = limit, Overflow = OverflowPolicy.DropNewest },
        };
        _log = Open.Plain(_folder["app.log"], options, formatter ?? (Serilog.Formatting.ITextFormatter)new DelegateFormatter(Format), listener: listener);
        return listener;

        static void Format(LogEvent logEvent, TextWriter output)
        {
            if (logEvent.RenderMessage().StartsWith("bad", StringComparison.Ordinal)) throw new FormatException("cannot be rendered");
            output.Write(logEvent.RenderMessage() + "\n");
        }
    }

    static string[] Messages(IEnumerable<LogEvent> events) => [.. events.Select(e => e.RenderMessage())];

    [Fact]
    public void OneThatThrowsIsCalledAgainNextTime()
    {
        var listener = OpenWith(_ => throw new InvalidOperationException("listener {0} {broken"));
        for (var i = 0; i < 3; i++)
        {
            _log!.Information("bad");
            _log.Information("good");
        }
        _log!.Dispose();
        Assert.Equal("good\ngood\ngood\n", _folder.Text("app.log"));
        Assert.Equal(3, listener.Failures.Count);
    }

    [Fact]
    public void OneThatBlocksHoldsUpOnlyTheWorker()
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
        Assert.Equal("good\n", _folder.Text("app.log"));
    }

    [Theory]
    [InlineData("good")]
    [InlineData("bad news")]
    public void WhatItLogsToTheSameLoggerIsWrittenButNeverReportedToIt(string message)
    {
        var listener = OpenWith(f => _log!.Information("{Message:l}", message));
        _log!.Information("bad");
        _log.Fatal("good");
        _log.Fatal("good");
        _log.Dispose();
        Assert.Equal(["bad"], Messages(listener.Failures.SelectMany(f => f.Events ?? [])));
        Assert.Equal(message == "good" ? 3 : 2, _folder.Text("app.log").Split('\n').Length - 1);
        Assert.Equal((4, 0), (_handle.Statistics.Accepted, _handle.Statistics.Pending));
    }

    [Fact]
    public async Task WhatItLogsIntoAFullQueueIsDroppedWithoutAnEnd()
    {
        using var formatter = new GatedFormatter();
        var listener = OpenWith(_ => _log!.Information("from the listener"), limit: 1, formatter);
        _log!.Information("first");
        formatter.AwaitWorker();
        for (var i = 1; i <= 2001; i++) _log.Information("{Number}", i);
        // Twice the burst was full: the second call of the listener did not swallow what came before it.
        Assert.Equal([1000, 1000], listener.Failures.Select(f => f.Events!.Count));
        Assert.Equal(2002, _handle.Statistics.DroppedByOverflow);
        formatter.Open();
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal(Enumerable.Range(2, 2000).Select(i => $"{i}"), Messages(listener.EventsOf(LoggingFailureKind.Permanent)));
    }

    [Fact]
    public void DropsOfTheOldestAreReportedWhileTheDiskHangs()
    {
        using var gate = new AppendGate();
        var listener = new CollectingFailureListener();
        var options = new MtaioFileOptions { Handle = _handle, Batching = new() { QueueLimit = 10, Overflow = OverflowPolicy.DropOldest } };
        using (var log = Open.Plain(_folder["app.log"], options, fileSystem: gate.FileSystem, listener: listener))
        {
            log.Information("first");
            gate.AwaitWorker();
            for (var i = 1; i <= 5010; i++) log.Information("{Number}", i);
            Assert.Equal([1000, 1000, 1000, 1000, 1000], listener.Failures.Select(f => f.Events!.Count));
            gate.Open();
        }
        Assert.Equal(Enumerable.Range(1, 5000).Select(i => $"{i}"), Messages(listener.EventsOf(LoggingFailureKind.Permanent)));
    }

    [Fact]
    public void WhatItIsGivenIsASnapshot()
    {
        IReadOnlyCollection<LogEvent>? kept = null;
        var listener = new KeepingListener(events => kept ??= events);
        using (var log = new LoggerConfiguration().WriteTo.Fallible(w => w.Sink(Open.Sink(_folder["app.log"], formatter: new DelegateFormatter((e, _) => throw new FormatException(e.RenderMessage())))), listener).CreateLogger())
        {
            for (var i = 0; i < 50; i++) log.Information("bad {Number}", i);
        }
        Assert.Equal(["bad 0"], Messages(kept!));
    }

    [Fact]
    public void OneThatDisposesTheLoggerDoesNotHang()
    {
        var listener = OpenWith(_ => _log!.Dispose());
        Hang.Fails(() =>
        {
            _log!.Information("good");
            _log.Information("bad");
            _log.Fatal("late or not");
            _log.Dispose();
        });
        var end = _handle.Statistics;
        Assert.Equal((3, 0), (end.Accepted, end.Pending));
        Assert.Equal(3 - end.Written, listener.Failures.Sum(f => f.Events?.Count ?? 0));
    }

    [Fact]
    public void OneThatDisposesTheLoggerOnACallersThreadStillGetsWhatIsLeft()
    {
        using var formatter = new GatedFormatter();
        var disposed = 0;
        var listener = new CollectingFailureListener(_ =>
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0) _log!.Dispose();
        });
        var options = new MtaioFileOptions { Handle = _handle, ShutdownTimeout = TimeSpan.FromMilliseconds(100), Batching = new() { QueueLimit = 2, Overflow = OverflowPolicy.DropNewest } };
        _log = Open.Plain(_folder["app.log"], options, formatter, listener: listener);
        _log.Information("hangs");
        formatter.AwaitWorker();
        Hang.Fails(() =>
        {
            for (var i = 0; i < 1002; i++) _log.Information("{Number}", i);
        });
        Assert.Equal(1000, listener.EventsOf(LoggingFailureKind.Permanent).Count);
        Assert.Equal(["hangs", "0", "1"], Messages(listener.EventsOf(LoggingFailureKind.Final)));
    }

    [Fact]
    public async Task OneThatFlushesWithoutWaitingDoesNotHang()
    {
        var flushes = new List<Task>();
        OpenWith(_ =>
        {
            lock (flushes) flushes.Add(_handle.FlushAsync());
        });
        _log!.Information("bad");
        _log.Information("good");
        var flush = _handle.FlushAsync();
        await Hang.FailsAsync(Task.WhenAll([flush, .. flushes]).ContinueWith(_ => { }, TaskScheduler.Default));
        // Whichever of them came first after the loss was told of it.
        Assert.Contains(flushes.Append(flush), f => f.Exception?.InnerException is IOException);
        Assert.Equal("good\n", _folder.Text("app.log"));
    }

    [Fact]
    public void TheSenderIsTheSinkAndThePathAndTheCauseAreNamed()
    {
        var listener = new CollectingFailureListener();
        var sink = Open.Sink(_folder["app.log"], formatter: new DelegateFormatter((_, _) => throw new FormatException("the cause")));
        using (var log = new LoggerConfiguration().WriteTo.Fallible(w => w.Sink(sink), listener).CreateLogger()) log.Information("bad");
        var failure = Assert.Single(listener.Failures);
        Assert.Same(sink, failure.Sender);
        Assert.Equal($"could not format an event for {_folder["app.log"]}: the cause", failure.Message);
    }

    sealed class KeepingListener(Action<IReadOnlyCollection<LogEvent>> keep) : ILoggingFailureListener
    {
        public void OnLoggingFailed(object sender, LoggingFailureKind kind, string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
        {
            if (events is not null) keep(events);
        }
    }
}
