using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>When the time to shut down is over, the queue abandons what waits, whether or not the worker has taken anything.</summary>
public sealed class AbandonTests
{
    readonly SinkContext _context = new("app.log", TimeProvider.System);
    readonly EventQueue _queue;

    public AbandonTests()
    {
        _queue = new EventQueue(Settings, _context, new OpenTickets(), new NoTarget());
    }

    static QueueSettings Settings => QueueOf.Settings(OverflowPolicy.DropNewest, limit: 10, sliceSize: 2);

    [Fact]
    public void AnEmptyQueueWithAnIdleWorkerHasNothingToAbandon()
    {
        Assert.Empty(_queue.Abandon().Events);
        Assert.Equal(0, _context.Counters.Snapshot().Dropped);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EventsThatAreNotSettledAreAbandonedInOrder(bool workerHasASlice)
    {
        var events = "abcde".Select(c => Some.Event($"{c}")).ToArray();
        foreach (var logEvent in events) _queue.Add(logEvent, mayWait: () => false);
        if (workerHasASlice) Assert.Equal(events[..2], _queue.TryTake(partial: false)!.Events);

        Assert.Equal(events, _queue.Abandon().Events);

        var statistics = _context.Counters.Snapshot();
        Assert.Equal((5, 5, 0), (statistics.Accepted, statistics.DroppedByShutdown, statistics.Pending));
        Assert.Empty(_queue.Abandon().Events);
    }

    [Fact]
    public void ASliceThatAProducerIsEncodingIsAbandonedWithTheOthersAndTheWorkerWaitsNoLonger()
    {
        using var target = new SlowEncoder();
        var queue = new EventQueue(
            QueueOf.Settings(OverflowPolicy.Block, limit: 10, sliceSize: 2),
            _context,
            new OpenTickets(),
            target);
        queue.BeginTurn();
        var events = "ab".Select(c => Some.Event($"{c}")).ToArray();
        var producer = Hang.Start(() => Array.ForEach(events, e => queue.Add(e, mayWait: () => false)));
        target.AwaitEncoding();
        var worker = Hang.Start(() => queue.TryTake(partial: false));
        Eventually.True(() => queue.IsRoomy && worker.Thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), "the worker to wait");

        Assert.Equal(events, queue.Abandon().Events);

        Hang.Join(worker);
        target.Dispose();
        Hang.Join(producer);
        Assert.Equal(0, _context.Counters.Snapshot().Pending);
    }

    /// <summary>Encodes ahead until it is disposed.</summary>
    sealed class SlowEncoder : NoTarget, IDisposable
    {
        readonly ManualResetEventSlim _encoding = new();
        readonly ManualResetEventSlim _done = new();

        public override bool CanEncodeAhead => true;

        public override IEncodedBatch? EncodeAhead(BatchPart part)
        {
            _encoding.Set();
            _done.Wait();
            return null;
        }

        public void AwaitEncoding() => Assert.True(_encoding.Wait(TimeSpan.FromSeconds(30)));

        public void Dispose() => _done.Set();
    }
}
