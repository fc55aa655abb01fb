using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>
/// Thread.Interrupt costs no event and upsets no account, wherever in a call it comes. It waits for the thread's next wait outside of the
/// sink.
/// </summary>
public sealed class InterruptTests : LogUnderTest
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly AppendGate _disk = new();

    public override void Dispose()
    {
        _disk.Dispose();
        base.Dispose();
    }

    static MtaioFileOptions Options(
        int limit = 10, OverflowPolicy overflow = OverflowPolicy.Block, LogEventLevel? flushOnLevel = null) => new()
    {
        FlushOnLevel = flushOnLevel,
        ShutdownTimeout = Minute,
        Batching = new() { QueueLimit = limit, Overflow = overflow, BlockTimeout = Minute },
    };

    /// <summary>Runs a call on a thread that is interrupted once it waits, and returns when the call has returned by itself.</summary>
    static void Interrupt(Action call, Action thenLetGo)
    {
        var interruptedAfterwards = false;
        var caller = Hang.Start(() =>
        {
            call();
            try
            {
                Thread.Sleep(Minute);
            }
            catch (ThreadInterruptedException)
            {
                interruptedAfterwards = true;
            }
        });
        Eventually.True(() => caller.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the call to wait");
        caller.Thread.Interrupt();
        thenLetGo();
        Hang.Join(caller);
        Assert.True(interruptedAfterwards, "the interrupt is gone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ACallThatWaitsForRoomStillGetsIt(bool asBlock)
    {
        var log = OpenPlain(Options(limit: 2), fileSystem: _disk.FileSystem);
        log.Information("a");
        _disk.AwaitWorker();
        log.Information("b");
        log.Information("c");
        Interrupt(
            () =>
            {
                if (asBlock) log.WriteBatch(LogEventLevel.Information, ["d"]);
                else log.Information("d");
            },
            _disk.Open);
        await FlushAsync();
        Assert.Equal("a\nb\nc\nd\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 4, written: 4, pending: 0);
    }

    [Fact]
    public void ACallAtFlushOnLevelStillWaitsUntilItsEventIsWritten()
    {
        var log = OpenPlain(Options(flushOnLevel: LogEventLevel.Error), fileSystem: _disk.FileSystem);
        Interrupt(
            () =>
            {
                log.Error("a");
                Assert.Equal("a\n", Folder.Text("app.log"));
            },
            _disk.Open);
        Handle.ShouldHaveCounted(accepted: 1, written: 1, pending: 0);
    }

    [Fact]
    public void DisposeStillWaitsUntilEverythingIsWritten()
    {
        var log = OpenPlain(Options(), fileSystem: _disk.FileSystem);
        log.Information("a");
        _disk.AwaitWorker();
        log.Information("b");
        Interrupt(log.Dispose, _disk.Open);
        Assert.Equal("a\nb\n", Folder.Text("app.log"));
        Handle.ShouldHaveCounted(accepted: 2, written: 2, pending: 0);
    }

    [Theory]
    [InlineData(OverflowPolicy.Block)]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.DropOldest)]
    [InlineData(OverflowPolicy.Shed)]
    public async Task TheAccountsAreRightAndNothingHangsWhileProducersAreInterruptedAllTheTime(OverflowPolicy overflow)
    {
        const int Each = 5000;
        var log = OpenPlain(Options(limit: 1000, overflow));
        var producers = Enumerable.Range(0, 8).Select(p => Hang.Start(() => EmitThroughInterrupts(log, p, Each))).ToArray();
        while (producers.Any(p => p.Thread.IsAlive))
        {
            foreach (var (thread, _) in producers) thread.Interrupt();
            Thread.Yield();
        }
        Hang.Join(producers);
        await Record.ExceptionAsync(() => FlushAsync());
        Handle.ShouldHaveCounted(accepted: 8 * Each, pending: 0);
        Hang.Fails(log.Dispose);
        var lines = Folder.Text("app.log").Split('\n').Count(l => l.StartsWith('e'));
        Handle.ShouldHaveCounted(accepted: 8 * Each, written: lines, dropped: (8 * Each) - lines, droppedByOverflow: (8 * Each) - lines);
        if (overflow == OverflowPolicy.Block) Assert.Equal(8 * Each, lines);
    }

    /// <summary>The interrupts that come between two calls are the business of this thread.</summary>
    static void EmitThroughInterrupts(Logger log, int producer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.Information("e{Producer}.{Number}", producer, i);
            try
            {
                if (i % 100 == 0) Thread.Sleep(0);
            }
            catch (ThreadInterruptedException)
            {
            }
        }
    }
}
