using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Logging calls that are awaited: they complete when their event is written, and throw when it is lost.</summary>
public sealed class AwaitedWriteTests : LogUnderTest
{
    static readonly TimeSpan Never = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task AnAwaitedEventIsInTheFileAtOnce()
    {
        var log = OpenPlain(new MtaioFileOptions { Batching = { Period = Never, EagerlyEmitFirstEvent = false } });
        log.Information("before");
        await Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "number {Number}", 1));
        Assert.Equal(["before", "number 1"], FileInUse.Lines(LogPath));
        await Hang.FailsAsync(log.WriteAsync(LogEventLevel.Fatal, new IOException("x"), "failed"));
        Assert.Equal("failed", FileInUse.Lines(LogPath)[2]);
    }

    [Fact]
    public async Task EachOfManyAwaitedEventsIsWrittenOnce()
    {
        var log = OpenPlain();
        await Hang.FailsAsync(Task.WhenAll(Enumerable.Range(0, 1_000).Select(
            i => Task.Run(() => log.WriteAsync(LogEventLevel.Information, "{Number}", i)))));
        Assert.Equal(1_000, FileInUse.Lines(LogPath).Distinct().Count());
        Handle.ShouldHaveCounted(accepted: 1_000, written: 1_000);
    }

    [Fact]
    public async Task ALostEventThrowsForItsCallerAlone()
    {
        var formatter = new DelegateFormatter((e, output) =>
        {
            if (e.MessageTemplate.Text == "bad") throw new FormatException("cannot");
            output.WriteLine(e.RenderMessage());
        });
        var log = OpenPlain(new MtaioFileOptions { Batching = { Period = Never, EagerlyEmitFirstEvent = false } }, formatter);
        var (good, bad, last) = (
            log.WriteAsync(LogEventLevel.Information, "good"),
            log.WriteAsync(LogEventLevel.Information, "bad"),
            log.WriteAsync(LogEventLevel.Information, "last"));
        await Hang.FailsAsync(good);
        await Hang.FailsAsync(last);
        var thrown = await Assert.ThrowsAsync<LoggingException>(() => Hang.FailsAsync(bad));
        Assert.Contains(LogPath, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("could not be formatted", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnEventThatIsGivenUpThrowsWithTheError(bool listens)
    {
        Listens = listens;
        var files = new FailingFileSystem { Before = FailWrites };
        var log = OpenPlain(new MtaioFileOptions { RetryTimeLimit = TimeSpan.Zero }, fileSystem: files);
        var thrown = await Assert.ThrowsAsync<LoggingException>(
            () => Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "x")));
        Assert.Contains("writing kept failing", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventThatTheQueueRefusesThrows()
    {
        using var gate = new GatedFormatter();
        var log = OpenPlain(
            new MtaioFileOptions { Batching = { QueueLimit = 1, BatchSizeLimit = 1, Overflow = OverflowPolicy.DropNewest } }, gate);
        var lost = 0;
        var writes = Enumerable.Range(0, 600).Select(i => log.WriteAsync(LogEventLevel.Information, "{Number}", i)).ToArray();
        gate.Open();
        foreach (var write in writes)
        {
            try
            {
                await Hang.FailsAsync(write);
            }
            catch (LoggingException ex) when (ex.Message.EndsWith("the queue was full", StringComparison.Ordinal))
            {
                lost++;
            }
        }
        Assert.InRange(lost, 1, 599);
        Handle.ShouldHaveCounted(accepted: 600, written: 600 - lost, droppedByOverflow: lost);
    }

    [Fact]
    public async Task AfterCloseAnAwaitedEventThrows()
    {
        var log = OpenPlain();
        await Handle.CloseAsync();
        var thrown = await Assert.ThrowsAsync<LoggingException>(
            () => Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "late")));
        Assert.EndsWith("the sink was closed", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEventThatTheFallbackGotThrowsAllTheSame()
    {
        await using var log = new LoggerConfiguration()
            .WriteTo.FallbackChain(
                primary => primary.MtaioFile(new DelegateFormatter((_, _) => throw new FormatException("no")), LogPath),
                fallback => fallback.MtaioFile(Folder["fallback.log"], Some.LineTemplate))
            .CreateLogger();
        var thrown = await Assert.ThrowsAsync<LoggingException>(() => Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "x")));
        Assert.Contains(LogPath, thrown.Message, StringComparison.Ordinal);
        await log.DisposeAsync();
        Assert.Equal("x\n", Folder.Text("fallback.log"));
    }

    [Fact]
    public async Task ATokenEndsTheWaitAndNotTheEvent()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();
        await using var log = new LoggerConfiguration().WriteTo.MtaioFile(LogPath, Some.LineTemplate).CreateLogger();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (true) await log.WriteAsync(LogEventLevel.Information, "x").WaitAsync(canceled.Token);
        });
        await log.DisposeAsync();
        Assert.Contains("x\n", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAuditSinkThatFailsThrowsTheSameException()
    {
        var files = new FailingFileSystem();
        var log = OpenAudit(fileSystem: files);
        await log.WriteAsync(LogEventLevel.Information, "good");
        files.Before = FailWrites;
        await Assert.ThrowsAsync<LoggingException>(() => log.WriteAsync(LogEventLevel.Information, "bad"));
        Assert.Equal(["good"], FileInUse.Lines(LogPath));
    }

    [Fact]
    public async Task CodeThatTheSinkCallsCannotAwaitIt()
    {
        Task? inner = null;
        Logger? log = null;
        var formatter = new DelegateFormatter((e, output) =>
        {
            output.WriteLine(e.RenderMessage());
            if (e.MessageTemplate.Text == "outer") inner = log!.WriteAsync(LogEventLevel.Information, "inner");
        });
        log = OpenPlain(formatter: formatter);
        await Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "outer"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => inner!);
        await FlushAsync();
        Assert.Equal(["outer", "inner"], FileInUse.Lines(LogPath));
    }

    [Fact]
    public async Task WhatATransactionHoldsIsNotAwaited()
    {
        var log = OpenPlain();
        using (log.BeginTransaction(options: Transactional.Grouped))
        {
            await Hang.FailsAsync(log.WriteAsync(LogEventLevel.Information, "held"));
            Assert.Empty(Folder.Names);
        }
        await FlushAsync();
        Assert.Equal("held", FileInUse.Lines(LogPath)[0]);
    }

    static void FailWrites(FileOperation operation, string path)
    {
        if (operation == FileOperation.Append) throw new IOException("no write");
    }
}
