using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>What happens to events when the queue is full.</summary>
public sealed class OverflowTests : LogUnderTest
{
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    static MtaioFileOptions Options(OverflowPolicy overflow, int limit, TimeSpan? blockTimeout = null) => new()
    {
        FlushOnLevel = null,
        Batching = new() { Overflow = overflow, QueueLimit = limit, BlockTimeout = blockTimeout ?? TimeSpan.Zero, Period = Hour },
    };

    static void Emit(Logger log, int from, int to, LogEventLevel level = LogEventLevel.Information)
    {
        for (var i = from; i <= to; i++) log.Write(level, "e{Number}", i);
    }

    static string Lines(params int[] numbers) => string.Concat(numbers.Select(n => $"e{n}\n"));

    static string WithoutNotices(string text) => string.Concat(text.Split('\n').Where(l => l.StartsWith('e')).Select(l => l + "\n"));

    [Theory]
    [InlineData(OverflowPolicy.Block, new[] { 0, 1, 2, 3, 4, 5 }, new[] { 6, 7, 8 })]
    [InlineData(OverflowPolicy.DropNewest, new[] { 0, 1, 2, 3, 4, 5 }, new[] { 6, 7, 8 })]
    [InlineData(OverflowPolicy.DropOldest, new[] { 0, 4, 5, 6, 7, 8 }, new[] { 1, 2, 3 })]
    [InlineData(OverflowPolicy.Shed, new[] { 0, 1, 2, 3, 4 }, new[] { 5, 6, 7, 8 })]
    public void EachPolicyDropsAndCountsTheEventsThatItIsDocumentedToDrop(OverflowPolicy overflow, int[] written, int[] dropped)
    {
        using var gate = new GatedFormatter();
        using (var log = OpenPlain(Options(overflow, limit: 5), gate))
        {
            Emit(log, 0, 0);
            gate.AwaitWorker();
            Emit(log, 1, 8);
            Handle.ShouldHaveCounted(
                accepted: 9, written: 0, dropped: dropped.Length, droppedByOverflow: dropped.Length, pending: 9 - dropped.Length);
            gate.Open();
        }
        Assert.Equal(Lines(written), WithoutNotices(Folder.Text("app.log")));
        var burst = Assert.Single(Listener.Failures);
        Assert.Equal(LoggingFailureKind.Permanent, burst.Kind);
        Assert.Equal(dropped.Select(n => $"e{n}"), burst.Events!.Select(e => e.RenderMessage()));
        Handle.ShouldHaveCounted(accepted: 9, written: written.Length, dropped: dropped.Length, pending: 0);
    }

    [Fact]
    public void TheListenerIsToldAfterASecondAlthoughTheDiskHangs()
    {
        using var gate = new AppendGate();
        var options = Options(OverflowPolicy.DropNewest, limit: 5);
        options.TimeProvider = Clock;
        using var log = OpenPlain(options, fileSystem: gate.FileSystem);
        Emit(log, 0, 0);
        gate.AwaitWorker();
        for (var second = 1; second <= 3; second++)
        {
            Emit(log, 1, 8);
            Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(second, Listener.Failures.Count);
        }
        Assert.Equal([3, 8, 8], Listener.Failures.Select(f => f.Events!.Count));
        gate.Open();
    }

    [Fact]
    public async Task TheListenerThatIsToldAfterASecondHasNothingOfTheFlowOfTheCall()
    {
        AsyncLocal<string?> flow = new();
        var told = new TaskCompletionSource<string?>();
        Listener = new CollectingFailureListener(_ => told.TrySetResult(flow.Value));
        using var gate = new AppendGate();
        using var log = OpenPlain(Options(OverflowPolicy.DropNewest, limit: 5), fileSystem: gate.FileSystem);
        Emit(log, 0, 0);
        gate.AwaitWorker();
        flow.Value = "of the call";
        Emit(log, 1, 8);
        await Hang.FailsAsync(told.Task);
        Assert.Null(await told.Task);
        gate.Open();
    }

    [Fact]
    public void TheListenerIsToldOfLargeEventsAtOnce()
    {
        using var gate = new AppendGate();
        using var log = OpenPlain(Options(OverflowPolicy.DropNewest, limit: 5), fileSystem: gate.FileSystem);
        Emit(log, 0, 0);
        gate.AwaitWorker();
        for (var i = 0; i < 10; i++) log.Information("{Text}", new string('x', 1_000_000));
        Assert.Equal([1, 1, 1, 1, 1], Listener.Failures.Select(f => f.Events!.Count));
        gate.Open();
    }

    [Fact]
    public void SheddingKeepsTheLastFifthOfTheQueueForHighLevels()
    {
        using var gate = new GatedFormatter();
        using (var log = OpenPlain(Options(OverflowPolicy.Shed, limit: 10), gate))
        {
            Emit(log, 0, 0);
            gate.AwaitWorker();
            Emit(log, 1, 8);
            Emit(log, 9, 9);
            Emit(log, 10, 11, LogEventLevel.Warning);
            Emit(log, 12, 12, LogEventLevel.Fatal);
            Handle.ShouldHaveCounted(droppedByOverflow: 2);
            gate.Open();
        }
        Assert.Equal(Lines(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11), WithoutNotices(Folder.Text("app.log")));
    }

    [Fact]
    public void AfterOneTimedOutWaitNoCallWaitsUntilThereIsRoomAgain()
    {
        using var passes = new SemaphoreSlim(0);
        using var entered = new SemaphoreSlim(0);
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            entered.Release();
            passes.Wait();
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var log = OpenPlain(Options(OverflowPolicy.Block, limit: 1, blockTimeout: TimeSpan.FromSeconds(2)), formatter);
        Emit(log, 0, 0);
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30)));
        Emit(log, 1, 1);
        var start = Stopwatch.GetTimestamp();
        Emit(log, 2, 61);
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), "each of 60 events seems to have waited its 2 seconds");
        Handle.ShouldHaveCounted(droppedByOverflow: 60);

        passes.Release();
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30)));
        Emit(log, 62, 62);
        var waiting = Hang.Start(() => Emit(log, 63, 63));
        Eventually.True(() => Handle.Statistics.Accepted == 64, "the event that waits for room again");
        passes.Release(100);
        Hang.Join(waiting);
        log.Dispose();
        Handle.ShouldHaveCounted(droppedByOverflow: 60);
        Assert.Equal(Lines(0, 1, 62, 63), WithoutNotices(Folder.Text("app.log")));
    }

    [Fact]
    public void BlockedProducersLoseNothing()
    {
        using (var log = OpenPlain(Options(OverflowPolicy.Block, limit: 1, blockTimeout: Hour)))
        {
            Hang.Fails([.. Enumerable.Range(0, 4).Select<int, Action>(t => () => Emit(log, t * 1000, (t * 1000) + 499))]);
        }
        var numbers = Folder.Text("app.log")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => int.Parse(l.AsSpan(1)))
            .ToArray();
        Assert.Equal(2000, numbers.Length);
        for (var t = 0; t < 4; t++) Assert.Equal(Enumerable.Range(t * 1000, 500), numbers.Where(n => n / 1000 == t));
        Handle.ShouldHaveCounted(accepted: 2000, written: 2000, dropped: 0);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(3, 2)]
    [InlineData(300, 1000)]
    public void AFullQueueWakesTheWorkerWhateverThePeriodAndBatchSize(int limit, int batchSize)
    {
        var options = Options(OverflowPolicy.Block, limit, blockTimeout: Hour);
        options.Batching.EagerlyEmitFirstEvent = false;
        options.Batching.BatchSizeLimit = batchSize;
        var log = OpenPlain(options);
        Hang.Fails(() => Emit(log, 1, (limit * 5) + 1));
        Eventually.True(() => Handle.Statistics.Written >= limit * 4, "the worker to be woken");
    }

    [Theory]
    [InlineData(OverflowPolicy.Block)]
    [InlineData(OverflowPolicy.DropNewest)]
    [InlineData(OverflowPolicy.DropOldest)]
    [InlineData(OverflowPolicy.Shed)]
    public void TheStatisticsBalanceAtEveryMoment(OverflowPolicy overflow)
    {
        const int Producers = 3, Each = 4000, Limit = 50;
        var options = Options(overflow, Limit);
        options.Batching.Period = TimeSpan.FromMilliseconds(1);
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.RenderMessage().EndsWith("77", StringComparison.Ordinal)) throw new FormatException("77");
            output.Write(logEvent.RenderMessage() + "\n");
        });
        var done = false;
        using (var log = OpenPlain(options, formatter))
        {
            var sampler = Hang.Start(() =>
            {
                while (!Volatile.Read(ref done)) AssertBalanced(Handle.Statistics, mostPending: Limit + Limit + Producers);
            });
            Hang.Fails([.. Enumerable.Range(0, Producers).Select<int, Action>(t => () => Emit(log, t * Each, ((t + 1) * Each) - 1))]);
            log.Dispose();
            Volatile.Write(ref done, true);
            Hang.Join(sampler);
        }
        var end = Handle.Statistics;
        AssertBalanced(end, mostPending: 0);
        Assert.Equal(Producers * Each, end.Accepted);
        var written = WithoutNotices(Folder.Text("app.log")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var reported = Listener.MessagesOf(LoggingFailureKind.Permanent);
        Assert.Equal((end.Written, end.Dropped), (written.LongLength, reported.LongLength));
        Assert.Equal(Enumerable.Range(0, Producers * Each).Select(n => $"e{n}").Order(), written.Concat(reported).Order());
        Assert.All(Listener.Failures, f => Assert.InRange(f.Events!.Count, 1, 1000));
    }

    static void AssertBalanced(MtaioFileStatistics now, long mostPending)
    {
        now.ShouldBalance();
        Assert.InRange(now.Pending, 0, mostPending);
    }
}
