using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Handlers;

/// <summary>Sinks are added and removed while the logger runs.</summary>
public sealed class HandlerSetTests : LogUnderTest
{
    readonly MtaioHandlerSet _set = new();
    readonly Logger _log;

    public HandlerSetTests() => _log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioHandlers(_set).CreateLogger();

    public override void Dispose()
    {
        _log.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task AHandlerGetsTheEventsThatAreLoggedWhileItIsInTheSet()
    {
        _log.Information("before");
        var handler = _set.Add(to => to.MtaioFile(Folder["app.log"], Some.LineTemplate));
        Assert.Same(handler, Assert.Single(_set));
        _log.Information("meanwhile");
        await handler.DisposeAsync();
        Assert.Empty(_set);
        _log.Information("after");
        Assert.Equal(new Dictionary<string, string> { ["app.log"] = "meanwhile\n" }, Folder.Files);
    }

    [Fact]
    public async Task ARemovedHandlerHasClosedItsFile()
    {
        var handler = _set.Add(to => to.MtaioFile(Folder["app.log"], Some.LineTemplate));
        _log.Information("x");
        await handler.DisposeAsync();
        using (new FileStream(Folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
        if (OperatingSystem.IsLinux())
        {
            Assert.DoesNotContain(Folder["app.log"], Directory.EnumerateFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget));
        }
        System.IO.File.Delete(Folder["app.log"]);
        _log.Information("y");
        Assert.Empty(Folder.Names);
    }

    [Fact]
    public async Task DuringConcurrentLoggingNoEventIsLostTornOrLate()
    {
        const int Threads = 4;
        using var stop = new CancellationTokenSource();
        var (begun, done) = (new int[Threads], new int[Threads]);
        var loggers = Enumerable.Range(0, Threads).Select(t => Hang.Start(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _log.Information("{Thread} {Number}", t, Interlocked.Increment(ref begun[t]));
                Interlocked.Increment(ref done[t]);
            }
        })).ToArray();
        for (var round = 0; round < Place.SamplesOfFiles(20); round++)
        {
            var handle = new MtaioFileHandle();
            var handler = _set.Add(
                to => to.MtaioFile(Folder[$"{round}.log"], Some.LineTemplate, options: Patient.Options(handle)));
            var begunBefore = Snapshot(begun);
            Eventually.True(() => Snapshot(done).Zip(begunBefore).All(x => x.First > x.Second + 20), "events to go through the handler");
            var doneBefore = Snapshot(done);
            await handler.DisposeAsync();
            var begunAfter = Snapshot(begun);
            var lines = Folder.Text($"{round}.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            for (var t = 0; t < Threads; t++)
            {
                var numbers = lines.Where(l => l.StartsWith($"{t} ", StringComparison.Ordinal))
                    .Select(l => int.Parse(l[2..], CultureInfo.InvariantCulture))
                    .ToList();
                Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers);
                Assert.True(numbers[0] <= begunBefore[t] + 1 && numbers[^1] >= doneBefore[t] && numbers[^1] <= begunAfter[t]);
            }
            handle.ShouldHaveCounted(written: lines.Length, dropped: 0, pending: 0);
        }
        stop.Cancel();
        Hang.Join(loggers);

        static int[] Snapshot(int[] counts) => [.. Enumerable.Range(0, counts.Length).Select(i => Volatile.Read(ref counts[i]))];
    }

    [Fact]
    public void EachHandlerHasItsOwnLevelSwitch()
    {
        var (one, two) = (new CollectingSink(), new CollectingSink());
        var level = new LoggingLevelSwitch(LogEventLevel.Error);
        _set.Add(to => to.Sink(one, levelSwitch: level));
        _set.Add(to => to.Sink(two));
        _log.Debug("1");
        level.MinimumLevel = LogEventLevel.Debug;
        _log.Debug("2");
        Assert.Equal(["2"], one.Templates);
        Assert.Equal(["1", "2"], two.Templates);
    }

    [Fact]
    public void AHandlerThatThrowsDoesNotDisturbTheOthers()
    {
        var after = new CollectingSink();
        _set.Add(to => to.Sink(new CollectingSink(_ => throw new IOException("no"))));
        _set.Add(to => to.Sink(after));
        _log.Information("x");
        Assert.Equal(["x"], after.Templates);
    }

    [Fact]
    public async Task AHandlerThatIsRemovedTwiceIsClosedOnce()
    {
        var closed = 0;
        var handler = _set.Add(to => to.Sink(new Closing(() => closed++)));
        await handler.DisposeAsync();
        await handler.DisposeAsync();
        Assert.Equal((1, 0), (closed, _set.Count));
    }

    [Fact]
    public void AHandlerMayRemoveItselfWhileItIsCalled()
    {
        MtaioHandler? handler = null;
        var calls = 0;
        handler = _set.Add(to => to.Sink(new CollectingSink(_ =>
        {
            calls++;
            handler!.DisposeAsync().AsTask().Wait();
        })));
        Hang.Fails(() => _log.Information("x"));
        _log.Information("y");
        Assert.Equal((1, 0), (calls, _set.Count));
    }

    [Fact]
    public void AHandlerMayLogToItsOwnSet()
    {
        var sink = new CollectingSink(e =>
        {
            if (e.MessageTemplate.Text == "x") _log.Information("from the handler");
        });
        _set.Add(to => to.Sink(sink));
        _log.Information("x");
        Assert.Equal(["x", "from the handler"], sink.Templates);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheLoggerClosesAllHandlersEvenIfOneThrows(bool asynchronously)
    {
        var closed = 0;
        _set.Add(to => to.Sink(new Closing(() => throw new IOException("no"))));
        _set.Add(to => to.Sink(new Closing(() => closed++)));
        _set.Add(to => to.MtaioFile(Folder["app.log"], Some.LineTemplate));
        _log.Information("x");
        if (asynchronously) await Record.ExceptionAsync(() => _log.DisposeAsync().AsTask());
        else Record.Exception(_log.Dispose);
        Assert.Equal((1, 3), (closed, _set.Count));
        Assert.Equal("x\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AHandlerWhoseSinksCannotBeCreatedIsNotAddedAndItsFileSinksAreClosed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _set.Add(to => to
            .MtaioFile(Folder["app.log"], options: new MtaioFileOptions { Handle = Handle })
            .WriteTo.MtaioRotatingFile(Folder["b.log"], maxBytes: 0)));
        Assert.Empty(_set);
        _log.Information("x");
        Assert.Empty(Folder.Names);
        _set.Add(to => to.MtaioFile(Folder["app.log"], options: new MtaioFileOptions { Handle = Handle }));
        Assert.Equal(Folder["app.log"], Handle.Path);
    }

    [Fact]
    public void BadArgumentsThrow()
    {
        Assert.Throws<ArgumentNullException>(() => _set.Add(null!));
        Assert.Throws<ArgumentNullException>(() => new LoggerConfiguration().WriteTo.MtaioHandlers(null!));
    }

    [Fact]
    public void FailuresOfAHandlerReachTheListenerOfTheSet()
    {
        var set = new MtaioHandlerSet();
        using (var log = new LoggerConfiguration().WriteTo.Fallible(f => f.MtaioHandlers(set), Listener).CreateLogger())
        {
            set.Add(to => to.MtaioFile(new DelegateFormatter((_, _) => throw new FormatException("no")), Folder["app.log"]));
            log.Information("x");
        }
        Assert.Equal("x", Assert.Single(Listener.EventsOf(LoggingFailureKind.Permanent)).MessageTemplate.Text);
    }

    [Fact]
    public async Task TheHandleClosesOneSinkAndTheLoggerContinues()
    {
        using (var log = new LoggerConfiguration()
            .WriteTo.MtaioFile(Folder["a.log"], Some.LineTemplate, options: new MtaioFileOptions { Handle = Handle })
            .WriteTo.MtaioFile(Folder["b.log"], Some.LineTemplate)
            .CreateLogger())
        {
            log.Information("one");
            await Handle.CloseAsync();
            await Handle.CloseAsync();
            log.Information("two");
            Assert.Equal("one\n", Folder.Text("a.log"));
            System.IO.File.Delete(Folder["a.log"]);
        }
        Assert.Equal(new Dictionary<string, string> { ["b.log"] = "one\ntwo\n" }, Folder.Files);
        Handle.ShouldHaveCounted(accepted: 2, written: 1, droppedAfterClose: 1);
    }

    sealed class Closing(Action close) : ILogEventSink, IDisposable
    {
        public void Emit(LogEvent logEvent)
        {
        }

        public void Dispose() => close();
    }
}
