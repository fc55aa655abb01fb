using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>Audit sinks write on the thread of the caller and throw failures.</summary>
public sealed class AuditTests : LogUnderTest
{
    readonly FailingFileSystem _fileSystem = new();

    public static TheoryData<string, Func<LoggerConfiguration, string, LoggerConfiguration>, string> Sinks => new()
    {
        { "plain", (c, path) => c.AuditTo.MtaioFile(path, Some.LineTemplate), "{0}\n" },
        { "rotating", (c, path) => c.AuditTo.MtaioRotatingFile(path, outputTemplate: Some.LineTemplate), "{0}\n" },
        { "JSON", (c, path) => c.AuditTo.MtaioJsonFile(path), "{{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"{0}\"}}\n" },
    };

    [Theory]
    [MemberData(nameof(Sinks))]
    public void EachEventIsInTheFileWhenTheCallReturns(
        string sink, Func<LoggerConfiguration, string, LoggerConfiguration> configure, string line)
    {
        _ = sink;
        using var log = configure(new LoggerConfiguration(), Folder["app.log"]).CreateLogger();
        Assert.Equal("", Folder.Text("app.log"));
        var expected = "";
        foreach (var message in new[] { "a", "b", "c" })
        {
            log.Write(Some.Event(message));
            expected += string.Format(null, line, message);
            Assert.Equal(expected, Folder.Text("app.log"));
        }
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void APathThatCannotBeOpenedThrowsAtConfiguration(
        string sink, Func<LoggerConfiguration, string, LoggerConfiguration> configure, string line)
    {
        _ = (sink, line);
        Folder.Write("file", "not a directory");
        Assert.ThrowsAny<IOException>(() => configure(new LoggerConfiguration(), Folder["file/app.log"]));
        Assert.ThrowsAny<ArgumentException>(() => configure(new LoggerConfiguration(), Folder["a\0b.log"]));
        Assert.Equal(["file"], Folder.Names);
    }

    [Fact]
    public void AnAuditFileRotatesBeforeTheEventThatDoesNotFit()
    {
        var log = OpenAudit(maxBytes: 20);
        log.Information(Some.Message('a', 10));
        log.Information(Some.Message('b', 10));
        Assert.Equal(["app.log"], Folder.Names);
        log.Information(Some.Message('c', 10));
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Equal((Some.Line('c', 10), Some.Line('a', 10) + Some.Line('b', 10)), (Folder.Text("app.log"), Folder.Text("app.log.1")));
        Handle.ShouldHaveCounted(accepted: 3, written: 3, bytes: 30, rotations: 1);
    }

    [Fact]
    public void AFailedWriteThrowsAndLeavesNothingInTheFileAndTheNextWriteSucceeds()
    {
        var log = OpenAudit(fileSystem: _fileSystem);
        log.Information("a");
        _fileSystem.ShortWrite = length => length / 2;
        var failure = Assert.Throws<AggregateException>(() => log.Information("lost event"));
        Assert.Equal("No space left on device", Assert.IsType<IOException>(Assert.Single(failure.InnerExceptions)).Message);
        Assert.Equal("a\n", Folder.Text("app.log"));
        _fileSystem.ShortWrite = null;
        log.Information("b");
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(
            accepted: 3, written: 2, dropped: 1, droppedByFailure: 1, pending: 0, failures: 1, lastError: "No space left on device");
    }

    [Fact]
    public void AnEventThatCannotBeRenderedThrows()
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            output.Write("half");
            if (logEvent.RenderMessage() == "bad") throw new FormatException("cannot be rendered");
            output.Write("\n");
        });
        var log = OpenAudit(formatter: formatter);
        var failure = Assert.Throws<AggregateException>(() => log.Information("bad"));
        Assert.Equal("cannot be rendered", Assert.IsType<FormatException>(Assert.Single(failure.InnerExceptions)).Message);
        log.Information("good");
        Assert.Equal("half\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 2, written: 1, droppedByFormatting: 1, pending: 0);
    }

    [Fact]
    public void AFlushIntervalOfZeroFlushesEachEventToDiskAndThrowsWhenThatFails()
    {
        var (flushes, failing) = (0, false);
        _fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.FlushToDisk) return;
            flushes++;
            if (failing) throw new IOException("fsync failed: Input/output error");
        };
        var log = OpenAudit(new MtaioFileOptions { FlushToDiskInterval = TimeSpan.Zero }, fileSystem: _fileSystem);
        for (var i = 1; i <= 3; i++)
        {
            log.Information("a");
            Assert.Equal(i, flushes);
        }
        failing = true;
        var failure = Assert.Throws<AggregateException>(() => log.Information("b"));
        Assert.Equal("fsync failed: Input/output error", Assert.Single(failure.InnerExceptions).Message);
        failing = false;
        Handle.ShouldHaveCounted(accepted: 4, written: 4, dropped: 0, failures: 1);
        log.Information("c");
        Assert.Equal("a\na\na\nb\nc\n", Folder.Text("app.log"));
    }

    [Fact]
    public void ManyThreadsWriteWholeLines()
    {
        var log = OpenAudit(maxBytes: 1000);
        Hang.Fails([.. Enumerable.Range(0, 8).Select<int, Action>(t => () =>
        {
            for (var i = 0; i < 100; i++) log.Information("{Thread}.{Number}", t, i);
        })]);
        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(t => Enumerable.Range(0, 100).Select(i => $"{t}.{i}")).Order(),
            Folder.Files.SelectMany(f => f.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Order());
    }

    [Fact]
    public async Task TheHandleOfAnAuditSinkFlushesRotatesReopensAndCloses()
    {
        var flushes = 0;
        _fileSystem.Before = (operation, _) => flushes += operation == FileOperation.FlushToDisk ? 1 : 0;
        var log = OpenAudit(fileSystem: _fileSystem);
        log.Information("a");
        await FlushAsync();
        Assert.Equal(0, flushes);
        await Handle.FlushAsync(toDisk: true);
        Assert.Equal(1, flushes);
        await Handle.RotateAsync();
        log.Information("b");
        System.IO.File.Move(Folder["app.log"], Folder["by-hand.log"]);
        await Handle.ReopenAsync();
        log.Information("c");
        await Handle.CloseAsync();
        log.Information("d");
        Assert.Equal(["app.log", "app.log.1", "by-hand.log"], Folder.Names);
        Assert.Equal(("c\n", "a\n", "b\n"), (Folder.Text("app.log"), Folder.Text("app.log.1"), Folder.Text("by-hand.log")));
        Handle.ShouldHaveCounted(accepted: 4, written: 3, droppedAfterClose: 1);
    }

    [Fact]
    public void LevelLimitsApplyToAuditSinks()
    {
        using var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .AuditTo.MtaioFile(Folder["app.log"], Some.LineTemplate, restrictedToMinimumLevel: LogEventLevel.Warning).CreateLogger();
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "{Level:l}", level.ToString());
        Assert.Equal("Warning\nError\nFatal\n", Folder.Text("app.log"));
    }
}
