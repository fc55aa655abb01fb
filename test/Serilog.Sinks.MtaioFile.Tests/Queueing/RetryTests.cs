using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Failed writes are retried until RetryTimeLimit.</summary>
public sealed class RetryTests : LogUnderTest
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    readonly FailingFileSystem _fileSystem = new();
    Exception? _failure;

    public RetryTests() => _fileSystem.Before = (operation, _) =>
    {
        if (operation is FileOperation.Append && Volatile.Read(ref _failure) is { } failure) throw failure;
    };

    Logger OpenLog(TimeSpan? timeLimit = null, Action<MtaioBatchingOptions>? batching = null)
    {
        var options = new MtaioFileOptions
        {
            TimeProvider = Clock,
            RetryTimeLimit = timeLimit ?? TimeLimit,
            ShutdownTimeout = TimeSpan.FromMilliseconds(300),
        };
        batching?.Invoke(options.Batching);
        return OpenPlain(options, fileSystem: _fileSystem);
    }

    void Break(Exception? failure = null) => Volatile.Write(ref _failure, failure ?? new IOException("No space left on device"));

    void Mend() => Volatile.Write(ref _failure, null);

    void AwaitFailures(int count) => Eventually.True(() => Handle.Statistics.Failures >= count, $"{count} failed attempts");

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
        var log = OpenLog();
        Break(failure);
        log.Information("a");
        AwaitFailures(1);
        log.Information("b");
        log.Information("c");
        AwaitFailures(3);
        Mend();
        log.Information("d");
        await FlushAsync();
        Assert.Equal("a\nb\nc\nd\n", Folder.Text("app.log"));
        var report = Assert.Single(Listener.Failures);
        Assert.Equal((LoggingFailureKind.Temporary, null, failure), (report.Kind, report.Events, report.Exception));
        Assert.Equal($"could not write to {Folder["app.log"]}, will be retried: {failure.Message}", report.Message);
        Handle.ShouldHaveCounted(accepted: 4, written: 4, dropped: 0);
    }

    [Fact]
    public async Task EachFailureEpisodeIsReportedOnce()
    {
        var log = OpenLog();
        for (var episode = 1; episode <= 3; episode++)
        {
            Break();
            var failures = (int)Handle.Statistics.Failures;
            log.Information("e");
            AwaitFailures(failures + 2);
            Mend();
            await FlushAsync();
            Assert.Equal(episode, Listener.Failures.Count);
        }
        Assert.Equal("e\ne\ne\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task EventsThatAFailedWriteHasWrittenAreNotWrittenAgain()
    {
        // 100 events of 4 bytes in one write, of which 150 bytes arrive: 37 events and half of another.
        using var first = new ManualResetEventSlim();
        using var others = new ManualResetEventSlim();
        var log = OpenPlain(new() { TimeProvider = Clock }, fileSystem: _fileSystem);
        var appends = 0;
        _fileSystem.Before = (operation, _) =>
        {
            if (operation != FileOperation.Append) return;
            _fileSystem.ShortWrite = ++appends == 2 ? _ => 150 : null;
            first.Set();
            others.Wait();
        };
        log.Information("000");
        first.Wait();
        for (var i = 100; i < 200; i++) log.Information("{Number}", i);
        others.Set();
        await FlushAsync();
        Assert.Equal("000\n" + string.Concat(Enumerable.Range(100, 100).Select(i => $"{i}\n")), Folder.Text("app.log"));
        Assert.Equal(3, appends);
        Handle.ShouldHaveCounted(written: 101, bytes: 404);
    }

    [Fact]
    public async Task WhenTheRetryTimeIsOverEventsAreDroppedOnceAndNeverWritten()
    {
        using (var log = OpenLog())
        {
            Break();
            log.Information("a");
            AwaitFailures(1);
            log.Information("b");
            log.Information("c");
            Assert.Empty(Listener.EventsOf(LoggingFailureKind.Permanent));
            GiveUp(3);
            Mend();
            var told = await Assert.ThrowsAsync<IOException>(() => Hang.FailsAsync(Handle.FlushAsync()));
            Assert.StartsWith("3 events ", told.Message, StringComparison.Ordinal);
            Clock.Advance(RetryBackoff.Longest);
            log.Information("d");
            await FlushAsync();
        }
        Assert.Equal(["a", "b", "c"], Listener.MessagesOf(LoggingFailureKind.Permanent));
        Assert.Single(Listener.Failures, f => f.Kind == LoggingFailureKind.Temporary);
        // Whichever is first due once the clock has moved is written first: the notice or the event.
        var lines = Folder.Text("app.log").Split('\n');
        var notice = Assert.Single(lines, l => l.StartsWith("3 log events were dropped between ", StringComparison.Ordinal));
        Assert.EndsWith(": writing kept failing (Information: 3)", notice, StringComparison.Ordinal);
        Assert.Equal(new[] { "", "d", notice }.Order(StringComparer.Ordinal), lines.Order(StringComparer.Ordinal));
        Handle.ShouldHaveCounted(accepted: 4, written: 1, dropped: 3, droppedByFailure: 3, pending: 0);
    }

    /// <summary>Moves the clock past the limit until that many events were given up.</summary>
    void GiveUp(int count)
    {
        Clock.Advance(TimeLimit);
        Eventually.True(() => Handle.Statistics.DroppedByFailure >= count, "the events to be given up");
    }

    [Fact]
    public async Task ASuccessfulWriteRestartsTheRetryTime()
    {
        var log = OpenLog();
        for (var i = 0; i < 3; i++)
        {
            Break();
            var failures = (int)Handle.Statistics.Failures;
            log.Information("e");
            AwaitFailures(failures + 1);
            Clock.Advance(TimeLimit - TimeSpan.FromMinutes(1));
            AwaitFailures(failures + 2);
            Mend();
            await FlushAsync();
        }
        Assert.Equal("e\ne\ne\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(dropped: 0);
    }

    [Fact]
    public void ARetryTimeOfZeroGivesUpAfterTheFirstFailure()
    {
        var log = OpenLog(TimeSpan.Zero);
        Break();
        log.Information("a");
        Eventually.True(() => Handle.Statistics.DroppedByFailure == 1, "the event to be given up");
        Assert.Equal(["a"], Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void ManyDroppedEventsAreReportedInCallsOfAtMostAThousand()
    {
        var log = OpenLog(TimeSpan.Zero, b => b.QueueLimit = null);
        Break();
        for (var i = 0; i < 3000; i++) log.Information("{Number}", i);
        Eventually.True(() => Handle.Statistics.DroppedByFailure == 3000, "all to be given up");
        log.Dispose();
        Assert.All(Listener.Failures.Where(f => f.Events is not null), f => Assert.InRange(f.Events!.Count, 1, 1000));
        Assert.Equal(Enumerable.Range(0, 3000).Select(i => $"{i}"), Listener.MessagesOf(LoggingFailureKind.Permanent));
    }

    [Fact]
    public void EventsThatCouldNotBeWrittenBeforeTheShutdownAreReportedAsFinal()
    {
        Break();
        using (var log = OpenLog(TimeSpan.MaxValue))
        {
            for (var i = 0; i < 1500; i++) log.Information("{Number}", i);
            AwaitFailures(1);
        }
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{i}"), Listener.MessagesOf(LoggingFailureKind.Final));
        Assert.All(Listener.Failures.Where(f => f.Kind == LoggingFailureKind.Final), f =>
        {
            Assert.InRange(f.Events!.Count, 1, 1000);
            Assert.Equal($"could not write 1500 events to {Folder["app.log"]} before it was closed: No space left on device", f.Message);
        });
        Handle.ShouldHaveCounted(accepted: 1500, written: 0, droppedByShutdown: 1500, pending: 0);
        Mend();
        Assert.Equal("", Folder.Text("app.log"));
    }

    [Fact]
    public void ClosingTriesOnceMoreWithoutWaitingForTheNextRetry()
    {
        Break();
        using (var log = OpenLog())
        {
            log.Information("a");
            AwaitFailures(3);
            Mend();
        }
        Assert.Equal("a\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(dropped: 0);
    }

    [Fact]
    public void AnUnreachablePathDoesNotBlockTheCallerAndIsReportedAtMostTwice()
    {
        Folder.Write("file", "not a directory");
        using (var log = OpenPlain(new MtaioFileOptions { ShutdownTimeout = TimeSpan.FromMilliseconds(300) }, path: Folder["file/app.log"]))
        {
            Hang.Fails(() =>
            {
                for (var i = 0; i < 300; i++) log.Information("e");
            });
        }
        Assert.Equal([LoggingFailureKind.Temporary, LoggingFailureKind.Final], Listener.Failures.Select(f => f.Kind));
        Assert.Equal(300, Listener.EventsOf(LoggingFailureKind.Final).Count);
        Handle.ShouldHaveCounted(droppedByShutdown: 300);
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
        using (var log = OpenPlain(formatter: formatter))
        {
            log.Information("a");
            for (var i = 0; i < bad; i++) log.Information("bad");
            log.Information("b");
        }
        Assert.Equal("half of it: a\nhalf of it: b\n", Folder.Text("app.log"));
        Assert.All(
            Listener.Failures,
            f => Assert.Equal((LoggingFailureKind.Permanent, "cannot be rendered"), (f.Kind, f.Exception!.Message)));
        Assert.Equal(bad, Listener.EventsOf(LoggingFailureKind.Permanent).Count);
        Handle.ShouldHaveCounted(accepted: bad + 2, written: 2, droppedByFormatting: bad);
    }
}
