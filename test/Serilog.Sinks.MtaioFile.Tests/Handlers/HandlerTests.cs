using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Handlers;

/// <summary>A handler has a name, a level and a formatter of its own at run time.</summary>
public sealed class HandlerTests : LogUnderTest
{
    static readonly MessageTemplateTextFormatter Marked = new("<{Message:lj}>\n", formatProvider: null);

    readonly MtaioHandlerSet _set = new();
    readonly Logger _log;

    public HandlerTests() => _log = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.MtaioHandlers(_set).CreateLogger();

    public override void Dispose()
    {
        _log.Dispose();
        base.Dispose();
    }

    MtaioHandler Add(MtaioFileOptions? options = null) =>
        _set.Add(to => to.MtaioFile(Folder["app.log"], Some.LineTemplate, options: options));

    [Fact]
    public async Task TheHandlersAreEnumeratedInTheirOrder()
    {
        _set.Add(to => to.MtaioFile(Folder["a.log"]));
        _set.Add(to => to.Sink(new CollectingSink()).WriteTo.MtaioFile(Folder["b.log"]), "second");
        _set.Add(to => to.Sink(new CollectingSink()));
        Assert.Equal(["a.log", "second", ""], _set.Select(h => h.Name));
        foreach (var handler in _set) await handler.CloseAsync();
        Assert.Empty(_set);
    }

    [Fact]
    public void TheLevelOfAHandlerIsSetWhileItRuns()
    {
        var sink = new CollectingSink();
        var handler = _set.Add(to => to.Sink(sink));
        Assert.Equal(LogEventLevel.Verbose, handler.Level);
        _log.Verbose("1");
        handler.Level = LogEventLevel.Error;
        _log.Warning("2");
        _log.Error("3");
        handler.Level = LevelAlias.Off;
        _log.Fatal("4");
        handler.Level = LogEventLevel.Debug;
        _log.Debug("5");
        Assert.Equal(["1", "3", "5"], sink.Templates);
        Assert.Equal(LogEventLevel.Debug, handler.Level);
        Assert.Throws<ArgumentOutOfRangeException>(() => handler.Level = (LogEventLevel)7);
        Assert.Throws<ArgumentOutOfRangeException>(() => handler.Level = (LogEventLevel)(-1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task AFormatterAppliesToTheEventsAfterItWasSet(int events)
    {
        var handler = Add();
        for (var i = 0; i < events; i++) _log.Information("a");
        handler.Formatter = Marked;
        for (var i = 0; i < events; i++) _log.Information("b");
        handler.Formatter = null;
        for (var i = 0; i < events; i++) _log.Information("c");
        await handler.FlushAsync();
        var expected = string.Concat(Enumerable.Repeat("a\n", events).Concat(Enumerable.Repeat("<b>\n", events))
            .Concat(Enumerable.Repeat("c\n", events)));
        Assert.Equal(expected, Folder.Text("app.log"));
    }

    [Fact]
    public void EventsThatWaitKeepTheirFormatAlsoWhereProducersEncode()
    {
        const int Changes = 200;
        const int Between = 10;
        var handler = Add(new MtaioFileOptions
        {
            ShutdownTimeout = TimeSpan.FromMinutes(1),
            Batching = new() { BatchSizeLimit = 4, BlockTimeout = TimeSpan.FromMinutes(1) },
        });
        for (var i = 0; i < Changes; i++)
        {
            handler.Formatter = i % 2 == 0 ? null : Marked;
            for (var j = 0; j < Between; j++) _log.Information("{Change}", i);
        }
        _log.Dispose();
        var expected = Enumerable.Range(0, Changes * Between).Select(n => n / Between).Select(i => i % 2 == 0 ? $"{i}\n" : $"<{i}>\n");
        Assert.Equal(string.Concat(expected), Folder.Text("app.log"));
    }

    [Fact]
    public void AHandlerThatIsOpenedAgainHasItsLevelAndFormatter()
    {
        var handler = Add();
        handler.Formatter = Marked;
        handler.Level = LogEventLevel.Warning;
        _log.Warning("1");
        _log.Dispose();
        using (var second = new LoggerConfiguration().WriteTo.MtaioHandlers(_set).CreateLogger())
        {
            second.Information("2");
            second.Warning("3");
        }
        Assert.Equal("<1>\n<3>\n", Folder.Text("app.log"));
        Assert.Same(Marked, handler.Formatter);
    }

    [Fact]
    public void AFormatterReachesWrappedAuditedAndSeveralFileSinks()
    {
        var handler = _set.Add(to => to.Conditional(_ => true, w => w.MtaioFile(Folder["a.log"], Some.LineTemplate))
            .WriteTo.MtaioTransactions(w => w.MtaioJsonFile(Folder["b.log"]))
            .WriteTo.Logger(l => l.AuditTo.MtaioFile(Folder["c.log"])));
        handler.Formatter = Marked;
        _log.Information("x");
        _log.Dispose();
        Assert.All(Folder.Files.Values, text => Assert.Equal("<x>\n", text));
        Assert.Equal(3, Folder.Files.Count);
    }

    [Fact]
    public void AFormatterKeepsTheOptionsOfTheSink()
    {
        var handler = Add(new MtaioFileOptions
        {
            Encoding = System.Text.Encoding.Unicode,
            ControlCharacters = ControlCharacters.Escape,
        });
        handler.Formatter = Marked;
        _log.Information("x\u0007");
        _log.Dispose();
        Assert.Equal("<x\\u0007>\n", FileInUse.Text(Folder["app.log"], System.Text.Encoding.Unicode));
    }

    [Fact]
    public void WithoutAFileSinkOfThisLibraryAFormatterIsRefused()
    {
        var handler = _set.Add(to => to.Sink(new CollectingSink()), "console");
        var failure = Assert.Throws<InvalidOperationException>(() => handler.Formatter = Marked);
        Assert.Contains("console", failure.Message, StringComparison.Ordinal);
        Assert.Null(handler.Formatter);
    }

    [Fact]
    public async Task AFlushAcknowledgesTheEventsOfAllFilesOfTheHandler()
    {
        var handler = _set.Add(
            to => to.MtaioFile(Folder["a.log"], Some.LineTemplate).WriteTo.MtaioFile(Folder["b.log"], Some.LineTemplate));
        _log.Information("x");
        await Hang.FailsAsync(handler.FlushAsync(toDisk: true));
        Assert.Equal(new Dictionary<string, string> { ["a.log"] = "x\n", ["b.log"] = "x\n" }, Folder.Files);
        await handler.CloseAsync();
        await Hang.FailsAsync(handler.FlushAsync());
        await handler.CloseAsync();
        handler.Formatter = Marked;
        handler.Level = LogEventLevel.Error;
    }

    [Fact]
    public async Task AFlushThrowsIfAnEventWasDropped()
    {
        var handler = _set.Add(to => to.MtaioFile(new DelegateFormatter((_, _) => throw new FormatException("no")), Folder["app.log"]));
        _log.Information("x");
        await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(handler.FlushAsync()));
    }

    [Fact]
    public void DisposingAHandlerClosesItsFile()
    {
        using (Add()) _log.Information("x");
        _log.Information("y");
        Assert.Equal("x\n", Folder.Text("app.log"));
        Assert.Empty(_set);
    }
}
