using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The limit on the bytes of waiting events, which few large events reach long before QueueLimit.</summary>
public sealed class QueueBytesTests : LogUnderTest
{
    const int Megabyte = 1024 * 1024;

    // Each event of half a million characters is a megabyte in memory.
    static readonly string Half = new('x', Megabyte / 2);

    [Theory]
    [InlineData(OverflowPolicy.Block, new[] { 1, 2, 3 })]
    [InlineData(OverflowPolicy.DropNewest, new[] { 1, 2, 3 })]
    [InlineData(OverflowPolicy.DropOldest, new[] { 7, 8, 9 })]
    [InlineData(OverflowPolicy.Shed, new[] { 1, 2, 3 })]
    public async Task AQueueThatIsFullOfLargeEventsFollowsThePolicy(OverflowPolicy policy, int[] kept)
    {
        using var gate = new AppendGate();
        // Under Shed, 80 % of the limit is for events of any level.
        var log = OpenPlain(Options(policy, policy == OverflowPolicy.Shed ? 5 * Megabyte : 4 * Megabyte), fileSystem: gate.FileSystem);
        log.Information("#0");
        gate.AwaitWorker();
        for (var i = 1; i < 10; i++) log.Information("#{Number} {Text}", i, Half);
        gate.Open();
        await log.DisposeAsync();
        Assert.Equal(kept.Prepend(0), Numbers());
        Handle.ShouldHaveCounted(accepted: 10, written: kept.Length + 1, droppedByOverflow: 9 - kept.Length, pending: 0);
    }

    [Fact]
    public void WithShedLargeEventsBelowTheLevelLeaveRoomForTheOthers()
    {
        using var gate = new AppendGate();
        var log = OpenPlain(Options(OverflowPolicy.Shed, 10 * Megabyte), fileSystem: gate.FileSystem);
        log.Information("#0");
        gate.AwaitWorker();
        for (var i = 1; i < 20; i++) log.Information("#{Number} {Text}", i, Half);
        log.Error("#{Number} {Text}", 100, Half);
        gate.Open();
        log.Dispose();
        Assert.Contains(100, Numbers());
        Assert.DoesNotContain(10, Numbers());
    }

    [Fact]
    public async Task ACallWaitsUntilThereIsRoomForItsBytes()
    {
        using var gate = new AppendGate();
        var options = Options(OverflowPolicy.Block, 2 * Megabyte);
        options.Batching.BlockTimeout = TimeSpan.FromMinutes(10);
        var log = OpenPlain(options, fileSystem: gate.FileSystem);
        log.Information("#0");
        gate.AwaitWorker();
        var calls = Task.Run(() =>
        {
            for (var i = 1; i < 10; i++) log.Information("#{Number} {Text}", i, Half);
        });
        Assert.NotSame(calls, await Task.WhenAny(calls, Task.Delay(100)));
        gate.Open();
        await Hang.FailsAsync(calls);
        await log.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 10), Numbers());
    }

    [Fact]
    public async Task AnEventThatIsLargerThanTheLimitIsWritten()
    {
        var log = OpenPlain(Options(OverflowPolicy.DropNewest, limit: 1000));
        log.Information("#{Number} {Text}", 1, Half);
        await FlushAsync();
        log.Information("#{Number} {Text}", 2, Half);
        await FlushAsync();
        Assert.Equal([1, 2], Numbers());
    }

    [Fact]
    public async Task ABlockThatIsLargerThanTheLimitIsWrittenWhole()
    {
        var log = OpenPlain(Options(OverflowPolicy.DropNewest, limit: 1000));
        log.WriteBatch(LogEventLevel.Information, [.. Enumerable.Range(0, 5).Select(i => $"#{i} {Half}")]);
        await FlushAsync();
        Assert.Equal(Enumerable.Range(0, 5), Numbers());
    }

    [Fact]
    public void WithDropOldestABlockThatHasRoomDropsNothing()
    {
        using var gate = new AppendGate();
        var options = new MtaioFileOptions { Batching = new() { Overflow = OverflowPolicy.DropOldest, QueueLimit = 1000 } };
        var log = OpenPlain(options, fileSystem: gate.FileSystem);
        log.Information("#0");
        gate.AwaitWorker();
        for (var i = 1; i <= 10; i++) log.Information("#{Number}", i);
        log.WriteBatch(LogEventLevel.Information, [.. Enumerable.Range(11, 600).Select(i => $"#{i} {Half[..25_000]}")]);
        gate.Open();
        log.Dispose();
        Assert.Equal(Enumerable.Range(0, 611), Numbers());
    }

    [Fact]
    public async Task AQueueThatIsShortOfRoomDoesNotWaitForThePeriod()
    {
        using var process = new HeldQueueBytes();
        var options = new MtaioFileOptions { Batching = { Period = TimeSpan.FromHours(1), BlockTimeout = TimeSpan.FromMinutes(10) } };
        var log = OpenPlain(options);
        await Hang.FailsAsync(Task.Run(() =>
        {
            for (var i = 0; i < 1_000; i++) log.Information("#{Number} {Text}", i, Half[..1_000]);
        }));
        await log.DisposeAsync();
        Assert.Equal(Enumerable.Range(0, 1_000), Numbers());
    }

    /// <summary>Takes the room of all queues of the process. Those of other tests hold little, and are not affected.</summary>
    sealed class HeldQueueBytes : IDisposable
    {
        readonly long _held = MemoryBudget.OfQueues.Limit;

        public HeldQueueBytes() => MemoryBudget.OfQueues.Add(_held);

        public void Dispose() => MemoryBudget.OfQueues.Add(-_held);
    }

    [Fact]
    public void SmallEventsAreLimitedByTheirNumberAlone()
    {
        using var gate = new AppendGate();
        var options = new MtaioFileOptions { Batching = new() { Overflow = OverflowPolicy.DropNewest, QueueLimit = 5_000 } };
        var log = OpenPlain(options, fileSystem: gate.FileSystem);
        log.Information("#0");
        gate.AwaitWorker();
        for (var i = 1; i <= 6_000; i++) log.Information("{Number}", i);
        gate.Open();
        log.Dispose();
        Handle.ShouldHaveCounted(accepted: 6_001, written: 5_001, droppedByOverflow: 1_000, pending: 0);
    }

    static MtaioFileOptions Options(OverflowPolicy policy, long limit) => new()
    {
        Batching = new()
        {
            Overflow = policy,
            QueueLimit = null,
            QueueBytes = limit,
            BlockTimeout = TimeSpan.Zero,
            Period = TimeSpan.FromHours(1),
        },
    };

    /// <summary>The numbers of the events in the file, which may have a drop notice too.</summary>
    IEnumerable<int> Numbers() =>
        from line in FileInUse.Lines(LogPath)
        where line.StartsWith('#')
        select int.Parse(line[1..].Split(' ')[0], CultureInfo.InvariantCulture);
}
