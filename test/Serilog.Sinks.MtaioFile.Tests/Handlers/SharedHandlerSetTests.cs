using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Handlers;

/// <summary>One set serves several loggers, after each other and at the same time.</summary>
public sealed class SharedHandlerSetTests : LogUnderTest
{
    readonly MtaioHandlerSet _set = new();

    MtaioHandler Add(string file, MtaioFileHandle? handle = null) => _set.Add(
        to => to.MtaioFile(Folder[file], Some.LineTemplate, options: new MtaioFileOptions { Handle = handle }));

    Logger Logger() => new LoggerConfiguration().WriteTo.MtaioHandlers(_set).CreateLogger();

    [Fact]
    public async Task TheHandlersOfABootstrapLoggerGetTheEventsOfTheFinalLogger()
    {
        Add("app.log", Handle);
        var log = new LoggerConfiguration().WriteTo.MtaioHandlers(_set).CreateBootstrapLogger();
        log.Information("bootstrap");
        log.Reload(c => c.WriteTo.MtaioHandlers(_set));
        Assert.Equal("bootstrap\n", Folder.Text("app.log"));
        log.Information("final");
        await FlushAsync();
        Handle.ShouldHaveCounted(accepted: 1, written: 1);
        log.Dispose();
        Assert.Equal("bootstrap\nfinal\n", Folder.Text("app.log"));
        Assert.Single(_set);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EachOfManyLoggersClosesAndOpensTheHandlers(bool asynchronously)
    {
        var expected = "";
        Add("app.log", Handle);
        for (var i = 0; i < 5; i++)
        {
            var log = Logger();
            log.Information("{Number}", i);
            if (asynchronously) await log.DisposeAsync();
            else log.Dispose();
            Assert.Equal(expected += $"{i}\n", Folder.Text("app.log"));
            using (new FileStream(Folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.None)) { }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhileALoggerLivesTheHandlersStayOpenAndHaveTheEventsOfAClosedLogger(bool asynchronously)
    {
        var closed = 0;
        _set.Add(to => to.Sink(new ClosingSink(() => closed++)));
        Add("app.log");
        using var lasting = Logger();
        lasting.Information("1");
        var other = Logger();
        other.Information("2");
        if (asynchronously) await other.DisposeAsync();
        else other.Dispose();
        Assert.Equal(("1\n2\n", 0), (Folder.Text("app.log"), closed));
        lasting.Information("3");
        lasting.Dispose();
        Assert.Equal(("1\n2\n3\n", 1), (Folder.Text("app.log"), closed));
    }

    [Fact]
    public void AConfigurationThatFailedKeepsNoHandlerOpen()
    {
        Add("app.log", Handle);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new LoggerConfiguration().WriteTo.MtaioHandlers(_set).WriteTo.MtaioRotatingFile(Folder["b.log"], maxBytes: 0));
        using (var log = Logger()) log.Information("x");
        Assert.Equal("x\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(written: 1, pending: 0);
        Assert.False(Handle.IsInUse);
    }

    [Fact]
    public void AHandlerMayBeAddedBeforeBetweenAndAfterLoggers()
    {
        Add("before.log");
        using (var log = Logger()) log.Information("1");
        Add("between.log");
        using (var log = Logger()) log.Information("2");
        Add("after.log").Dispose();
        Assert.Equal(new Dictionary<string, string> { ["before.log"] = "1\n2\n", ["between.log"] = "2\n" }, Folder.Files);
        Assert.Equal(["before.log", "between.log"], _set.Select(h => h.Name));
    }

    [Fact]
    public void AHandlerThatWasRemovedIsNotOpenedAgain()
    {
        var handler = Add("app.log");
        using (var log = Logger()) log.Information("1");
        handler.Dispose();
        using (var log = Logger()) log.Information("2");
        Assert.Equal("1\n", Folder.Text("app.log"));
    }

    [Fact]
    public void AnEventOfAClosedLoggerIsReportedAndOpensNothing()
    {
        var opened = 0;
        _set.Add(to =>
        {
            opened++;
            to.MtaioFile(Folder["app.log"], Some.LineTemplate);
        });
        var log = new LoggerConfiguration().WriteTo.Fallible(f => f.MtaioHandlers(_set), Listener).CreateLogger();
        log.Information("x");
        log.Dispose();
        log.Information("late");
        Assert.Equal("late", Assert.Single(Listener.EventsOf(LoggingFailureKind.Final)).MessageTemplate.Text);
        Assert.Equal(("x\n", 1), (Folder.Text("app.log"), opened));
    }

    [Fact]
    public void AHandlerThatCannotBeOpenedAgainReportsItsEventsUntilItCan()
    {
        var fails = false;
        _set.Add(to =>
        {
            if (fails) throw new IOException("not now");
            to.MtaioFile(Folder["app.log"], Some.LineTemplate);
        });
        Logger().Dispose();
        using var log = new LoggerConfiguration().WriteTo.Fallible(f => f.MtaioHandlers(_set), Listener).CreateLogger();
        fails = true;
        log.Information("x");
        fails = false;
        log.Information("y");
        log.Dispose();
        Assert.Equal("x", Assert.Single(Listener.EventsOf(LoggingFailureKind.Permanent)).MessageTemplate.Text);
        Assert.Equal("y\n", Folder.Text("app.log"));
    }

    [Fact]
    public void NoEventIsLostWhileLoggersComeAndGo()
    {
        const int Threads = 3;
        var rounds = Place.SamplesOfFiles(30);
        const int Events = 20;
        _set.Add(to => to.MtaioFile(Folder["app.log"], Some.LineTemplate, options: Patient.Options(Handle)));
        Hang.Join([.. Enumerable.Range(0, Threads).Select(t => Hang.Start(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                using var log = new LoggerConfiguration().WriteTo.Fallible(f => f.MtaioHandlers(_set), Listener).CreateLogger();
                for (var i = 0; i < Events; i++) log.Information("{Thread} {Number}", t, (round * Events) + i);
            }
        }))]);
        Assert.Empty(Listener.Failures);
        var lines = Folder.Text("app.log").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var t = 0; t < Threads; t++)
        {
            var own = lines.Where(l => l.StartsWith($"{t} ", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, rounds * Events).Select(n => $"{t} {n}"), own);
        }
    }

    sealed class ClosingSink(Action close) : ILogEventSink, IDisposable
    {
        public void Emit(LogEvent logEvent)
        {
        }

        public void Dispose() => close();
    }
}
