using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

public sealed class AuditTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    readonly FailingFileSystem _fileSystem = new();

    public void Dispose() => _folder.Dispose();

    MtaioFileOptions Options => new() { Handle = _handle };

    public static TheoryData<string, Func<LoggerConfiguration, string, LoggerConfiguration>, string> Sinks => new()
    {
        { "plain", (c, path) => c.AuditTo.MtaioFile(path, Some.LineTemplate), "{0}\n" },
        { "rotating", (c, path) => c.AuditTo.MtaioRotatingFile(path, outputTemplate: Some.LineTemplate), "{0}\n" },
        { "JSON", (c, path) => c.AuditTo.MtaioJsonFile(path), "{{\"@t\":\"2026-03-04T04:06:07.0890000Z\",\"@mt\":\"{0}\"}}\n" },
    };

    [Theory]
    [MemberData(nameof(Sinks))]
    public void EachEventIsInTheFileWhenTheCallReturns(string sink, Func<LoggerConfiguration, string, LoggerConfiguration> configure, string line)
    {
        _ = sink;
        using var log = configure(new LoggerConfiguration(), _folder["app.log"]).CreateLogger();
        Assert.Equal("", _folder.Text("app.log"));
        var expected = "";
        foreach (var message in new[] { "a", "b", "c" })
        {
            log.Write(Some.Event(message));
            expected += string.Format(null, line, message);
            Assert.Equal(expected, _folder.Text("app.log"));
        }
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void APathThatCannotBeOpenedThrowsAtConfiguration(string sink, Func<LoggerConfiguration, string, LoggerConfiguration> configure, string line)
    {
        _ = (sink, line);
        _folder.Write("file", "not a directory");
        Assert.ThrowsAny<IOException>(() => configure(new LoggerConfiguration(), _folder["file/app.log"]));
        Assert.ThrowsAny<ArgumentException>(() => configure(new LoggerConfiguration(), _folder["a\0b.log"]));
        Assert.Equal(["file"], _folder.Names);
    }

    [Fact]
    public void ItRotatesBeforeTheEventThatDoesNotFit()
    {
        using var log = Open.Audit(_folder["app.log"], Options, maxBytes: 20);
        log.Information(Some.Message('a', 10));
        log.Information(Some.Message('b', 10));
        Assert.Equal(["app.log"], _folder.Names);
        log.Information(Some.Message('c', 10));
        Assert.Equal(["app.log", "app.log.1"], _folder.Names);
        Assert.Equal((Some.Line('c', 10), Some.Line('a', 10) + Some.Line('b', 10)), (_folder.Text("app.log"), _folder.Text("app.log.1")));
        Assert.Equal((3, 3, 30, 1), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Bytes, _handle.Statistics.Rotations));
    }

    [Fact]
    public void AFailedWriteReachesTheCallerLeavesNothingBehindAndTheNextSucceeds()
    {
        using var log = Open.Audit(_folder["app.log"], Options, fileSystem: _fileSystem);
        log.Information("a");
        _fileSystem.ShortWrite = length => length / 2;
        var failure = Assert.Throws<AggregateException>(() => log.Information("lost event"));
        Assert.Equal("No space left on device", Assert.IsType<IOException>(Assert.Single(failure.InnerExceptions)).Message);
        Assert.Equal("a\n", _folder.Text("app.log"));
        _fileSystem.ShortWrite = null;
        log.Information("b");
        Assert.Equal("a\nb\n", _folder.Text("app.log"));
        var now = _handle.Statistics;
        Assert.Equal((3, 2, 1, 1, 0, 1, "No space left on device"), (now.Accepted, now.Written, now.Dropped, now.DroppedByFailure, now.Pending, now.Failures, now.LastError));
    }

    [Fact]
    public void AnEventThatCannotBeRenderedReachesTheCaller()
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            output.Write("half");
            if (logEvent.RenderMessage() == "bad") throw new FormatException("cannot be rendered");
            output.Write("\n");
        });
        using var log = Open.Audit(_folder["app.log"], Options, formatter);
        var failure = Assert.Throws<AggregateException>(() => log.Information("bad"));
        Assert.Equal("cannot be rendered", Assert.IsType<FormatException>(Assert.Single(failure.InnerExceptions)).Message);
        log.Information("good");
        Assert.Equal("half\n", _folder.Text("app.log"));
        Assert.Equal((2, 1, 1, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.DroppedByFormatting, _handle.Statistics.Pending));
    }

    [Fact]
    public void AnIntervalOfZeroForcesEachEventToTheDiskAndAFailureReachesTheCaller()
    {
        var (flushes, failing) = (0, false);
        _fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.FlushToDisk) return;
            flushes++;
            if (failing) throw new IOException("fsync failed: Input/output error");
        };
        using var log = Open.Audit(_folder["app.log"], new MtaioFileOptions { Handle = _handle, FlushToDiskInterval = TimeSpan.Zero }, fileSystem: _fileSystem);
        for (var i = 1; i <= 3; i++)
        {
            log.Information("a");
            Assert.Equal(i, flushes);
        }
        failing = true;
        var failure = Assert.Throws<AggregateException>(() => log.Information("b"));
        Assert.Equal("fsync failed: Input/output error", Assert.Single(failure.InnerExceptions).Message);
        failing = false;
        Assert.Equal((4, 4, 0, 1), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Dropped, _handle.Statistics.Failures));
        log.Information("c");
        Assert.Equal("a\na\na\nb\nc\n", _folder.Text("app.log"));
    }

    [Fact]
    public void ManyThreadsWriteWholeLines()
    {
        using var log = Open.Audit(_folder["app.log"], Options, maxBytes: 1000);
        Hang.Fails([.. Enumerable.Range(0, 8).Select<int, Action>(t => () =>
        {
            for (var i = 0; i < 100; i++) log.Information("{Thread}.{Number}", t, i);
        })]);
        Assert.Equal(
            Enumerable.Range(0, 8).SelectMany(t => Enumerable.Range(0, 100).Select(i => $"{t}.{i}")).Order(),
            _folder.Files.SelectMany(f => f.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Order());
    }

    [Fact]
    public async Task ItsHandleWorksToo()
    {
        var flushes = 0;
        _fileSystem.Before = (operation, _) => flushes += operation == FileOperation.FlushToDisk ? 1 : 0;
        using var log = Open.Audit(_folder["app.log"], Options, fileSystem: _fileSystem);
        log.Information("a");
        await _handle.FlushAsync();
        Assert.Equal(0, flushes);
        await _handle.FlushAsync(toDisk: true);
        Assert.Equal(1, flushes);
        await _handle.RotateAsync();
        log.Information("b");
        System.IO.File.Move(_folder["app.log"], _folder["by-hand.log"]);
        await _handle.ReopenAsync();
        log.Information("c");
        await _handle.CloseAsync();
        log.Information("d");
        Assert.Equal(["app.log", "app.log.1", "by-hand.log"], _folder.Names);
        Assert.Equal(("c\n", "a\n", "b\n"), (_folder.Text("app.log"), _folder.Text("app.log.1"), _folder.Text("by-hand.log")));
        Assert.Equal((4, 3, 1), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.DroppedAfterClose));
    }

    [Fact]
    public void LevelLimitsHoldForAuditingToo()
    {
        using var log = new LoggerConfiguration().MinimumLevel.Verbose()
            .AuditTo.MtaioFile(_folder["app.log"], Some.LineTemplate, restrictedToMinimumLevel: LogEventLevel.Warning).CreateLogger();
        foreach (var level in Enum.GetValues<LogEventLevel>()) log.Write(level, "{Level:l}", level.ToString());
        Assert.Equal("Warning\nError\nFatal\n", _folder.Text("app.log"));
    }
}
