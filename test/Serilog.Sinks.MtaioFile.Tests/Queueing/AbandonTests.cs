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
        _queue = new EventQueue(Settings, _context, new OpenTickets(), new WakeSignal(TimeProvider.System), new NoTarget());
    }

    static QueueSettings Settings => QueueOf.Settings(OverflowPolicy.DropNewest, limit: 10, sliceSize: 2);

    [Fact]
    public void AnEmptyQueueWithAnIdleWorkerHasNothingToAbandon()
    {
        Assert.Empty(_queue.Abandon());
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

        Assert.Equal(events, _queue.Abandon());

        var statistics = _context.Counters.Snapshot();
        Assert.Equal((5, 5, 0), (statistics.Accepted, statistics.DroppedByShutdown, statistics.Pending));
        Assert.Empty(_queue.Abandon());
    }
}
