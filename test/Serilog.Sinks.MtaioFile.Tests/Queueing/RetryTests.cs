using Microsoft.Extensions.Time.Testing;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

public sealed class RetryTests : IDisposable
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    readonly FakeTimeProvider _clock = new(Some.Instant);
    readonly FailingFileSystem _fileSystem = new();
    readonly CollectingFailureListener _listener = new();
    Exception? _failure;

    public RetryTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation is FileOperation.Append && Volatile.Read(ref _failure) is { } failure) throw failure;
    };

    public void Dispose() => _folder.Dispose();

    Logger OpenLog(TimeSpan? timeLimit = null, Action<MtaioBatchingOptions>? batching = null)
    {
        var options = new MtaioFileOptions { Handle = _handle, TimeProvider = _clock, RetryTimeLimit = timeLimit ?? TimeLimit, ShutdownTimeout = TimeSpan.FromMilliseconds(300) };
        batching?.Invoke(options.Batching);
        return Open.Plain(_folder["app.log"], options, fileSystem: _fileSystem, listener: _listener);
    }

    void Break(Exception? failure = null) => Volatile.Write(ref _failure, failure ?? new IOException("No space left on device"));

    void Mend() => Volatile.Write(ref _failure, null);

    void AwaitFailures(int count) => Eventually.True(() => _handle.Statistics.Failures >= count, $"{count} failed attempts");

    public static TheoryData<Exception> Failures => new()
    {
        new IOException("No space left on device"),
        new UnauthorizedAccessException("Access to the path is denied"),
        new ArgumentOutOfRangeException("value"),
        new InvalidOperationException("a bug"),
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task EventsStayInOrderUntilTheyAreWrittenWhateverFails(Exception failure)
    {
        using var log = OpenLog();
        Break(failure);
        log.Information("a");
        AwaitFailures(1);
        log.Information("b");
        log.Information("c");
        AwaitFailures(3);
        Mend();
        log.Information("d");
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal("a\nb\nc\nd\n", _folder.Text("app.log"));
        var report = Assert.Single(_listener.Failures);
        Assert.Equal((LoggingFailureKind.Temporary, null, failure), (report.Kind, report.Events, report.Exception));
        Assert.Equal($"could not write to {_folder["app.log"]}, will be retried: {failure.Message}", report.Message);
        Assert.Equal((4, 4, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Dropped));
    }

    [Fact]
    public async Task EachEpisodeIsReportedOnce()
    {
        using var log = OpenLog();
        for (var episode = 1; episode <= 3; episode++)
        {
            Break();
            var failures = (int)_handle.Statistics.Failures;
            log.Information("e");
            AwaitFailures(failures + 2);
            Mend();
            await Hang.FailsAsync(_handle.FlushAsync());
            Assert.Equal(episode, _listener.Failures.Count);
        }
        Assert.Equal("e\ne\ne\n", _folder.Text("app.log"));
    }

    [Fact]
    public async Task WhatAFailedWriteHasBroughtIntoTheFileIsNotWrittenAgain()
    {
        // 100 events of 4 bytes in one write, of which 150 bytes arrive: 37 events and half of another.
        using var gate = new GatedFormatter();
        var options = new MtaioFileOptions { Handle = _handle, TimeProvider = _clock };
        using var log = Open.Plain(_folder["app.log"], options, gate, _fileSystem, _listener);
        var appends = 0;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation == FileOperation.Append) _fileSystem.ShortWrite = ++appends == 2 ? _ => 150 : null;
        };
        log.Information("000");
        gate.AwaitWorker();
        for (var i = 100; i < 200; i++) log.Information("{Number}", i);
        gate.Open();
        await Hang.FailsAsync(_handle.FlushAsync());
        Assert.Equal("000\n" + string.Concat(Enumerable.Range(100, 100).Select(i => $"{i}\n")), _folder.Text("app.log"));
        Assert.Equal(3, appends);
        Assert.Equal((101, 404), (_handle.Statistics.Written, _handle.Statistics.Bytes));
    }

    [Fact]
    public async Task WhenTheTimeIsOverTheEventsAreGivenUpOnceAndNeverWritten()
    {
        using (var log = OpenLog())
        {
            Break();
            log.Information("a");
            AwaitFailures(1);
            log.Information("b");
            log.Information("c");
            Assert.Empty(_listener.EventsOf(LoggingFailureKind.Permanent));
            GiveUp(3);
            Mend();
            var told = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(_handle.FlushAsync()));
            Assert.StartsWith("3 events ", told.Message, StringComparison.Ordinal);
            _clock.Advance(RetryBackoff.Longest);
            log.Information("d");
            await Hang.FailsAsync(_handle.FlushAsync());
        }
        Assert.Equal(["a", "b", "c"], _listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.RenderMessage()));
        Assert.Single(_listener.Failures, f => f.Kind == LoggingFailureKind.Temporary);
        var lines = _folder.Text("app.log").Split('\n');
        Assert.Equal("d", lines[0]);
        Assert.StartsWith("3 log events were dropped between ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(": writing kept failing (Information: 3)", lines[1], StringComparison.Ordinal);
        Assert.Equal(["d", lines[1], ""], lines);
        Assert.Equal((4, 1, 3, 3, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.Dropped, _handle.Statistics.DroppedByFailure, _handle.Statistics.Pending));
    }

    /// <summary>Moves the clock past the limit until that many events were given up.</summary>
    void GiveUp(int count)
    {
        _clock.Advance(TimeLimit);
        Eventually.True(() => _handle.Statistics.DroppedByFailure >= count, "the events to be given up");
    }

    [Fact]
    public async Task ProgressStartsTheTimeAnew()
    {
        using var log = OpenLog();
        for (var i = 0; i < 3; i++)
        {
            Break();
            var failures = (int)_handle.Statistics.Failures;
            log.Information("e");
            AwaitFailures(failures + 1);
            _clock.Advance(TimeLimit - TimeSpan.FromMinutes(1));
            AwaitFailures(failures + 2);
            Mend();
            await Hang.FailsAsync(_handle.FlushAsync());
        }
        Assert.Equal("e\ne\ne\n", _folder.Text("app.log"));
        Assert.Equal(0, _handle.Statistics.Dropped);
    }

    [Fact]
    public void ATimeLimitOfZeroGivesUpWithTheFirstFailure()
    {
        using var log = OpenLog(TimeSpan.Zero);
        Break();
        log.Information("a");
        Eventually.True(() => _handle.Statistics.DroppedByFailure == 1, "the event to be given up");
        Assert.Equal(["a"], _listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.RenderMessage()));
    }

    [Fact]
    public void ManyEventsGivenUpComeInCallsOfAtMostAThousand()
    {
        using var log = OpenLog(TimeSpan.Zero, b => b.QueueLimit = null);
        Break();
        for (var i = 0; i < 3000; i++) log.Information("{Number}", i);
        Eventually.True(() => _handle.Statistics.DroppedByFailure == 3000, "all to be given up");
        log.Dispose();
        Assert.All(_listener.Failures.Where(f => f.Events is not null), f => Assert.InRange(f.Events!.Count, 1, 1000));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), _listener.EventsOf(LoggingFailureKind.Permanent).Select(e => e.RenderMessage()));
    }

    [Fact]
    public void WhatCouldNotBeWrittenBeforeTheShutdownIsReportedAsFinal()
    {
        Break();
        using (var log = OpenLog(TimeSpan.MaxValue))
        {
            for (var i = 0; i < 1500; i++) log.Information("{Number}", i);
            AwaitFailures(1);
        }
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{i}"), _listener.EventsOf(LoggingFailureKind.Final).Select(e => e.RenderMessage()));
        Assert.All(_listener.Failures.Where(f => f.Kind == LoggingFailureKind.Final), f =>
        {
            Assert.InRange(f.Events!.Count, 1, 1000);
            Assert.Equal($"could not write 1500 events to {_folder["app.log"]} before it was closed: No space left on device", f.Message);
        });
        Assert.Equal((1500, 0, 1500, 0), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.DroppedByShutdown, _handle.Statistics.Pending));
        Mend();
        Assert.Equal("", _folder.Text("app.log"));
    }

    [Fact]
    public void ClosingTriesOnceMoreWithoutWaitingForTheNextAttempt()
    {
        Break();
        using (var log = OpenLog())
        {
            log.Information("a");
            AwaitFailures(3);
            Mend();
        }
        Assert.Equal("a\n", _folder.Text("app.log"));
        Assert.Equal(0, _handle.Statistics.Dropped);
    }

    [Fact]
    public void EventsForAnUnreachablePathCostTheCallerNothingAndAreReportedTwiceAtMost()
    {
        _folder.Write("file", "not a directory");
        using (var log = Open.Plain(_folder["file/app.log"], new MtaioFileOptions { Handle = _handle, ShutdownTimeout = TimeSpan.FromMilliseconds(300) }, listener: _listener))
        {
            Hang.Fails(() =>
            {
                for (var i = 0; i < 300; i++) log.Information("e");
            });
        }
        Assert.Equal([LoggingFailureKind.Temporary, LoggingFailureKind.Final], _listener.Failures.Select(f => f.Kind));
        Assert.Equal(300, _listener.EventsOf(LoggingFailureKind.Final).Count);
        Assert.Equal(300, _handle.Statistics.DroppedByShutdown);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    public void AnEventThatCannotBeRenderedDoesNotStopLaterOnes(int bad)
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            output.Write("half of it");
            if (logEvent.RenderMessage() == "bad") throw new FormatException("cannot be rendered");
            output.Write(": " + logEvent.RenderMessage() + "\n");
        });
        using (var log = Open.Plain(_folder["app.log"], new MtaioFileOptions { Handle = _handle }, formatter, listener: _listener))
        {
            log.Information("a");
            for (var i = 0; i < bad; i++) log.Information("bad");
            log.Information("b");
        }
        Assert.Equal("half of it: a\nhalf of it: b\n", _folder.Text("app.log"));
        Assert.All(_listener.Failures, f => Assert.Equal((LoggingFailureKind.Permanent, "cannot be rendered"), (f.Kind, f.Exception!.Message)));
        Assert.Equal(bad, _listener.EventsOf(LoggingFailureKind.Permanent).Count);
        Assert.Equal((bad + 2, 2, bad), (_handle.Statistics.Accepted, _handle.Statistics.Written, _handle.Statistics.DroppedByFormatting));
    }
}
