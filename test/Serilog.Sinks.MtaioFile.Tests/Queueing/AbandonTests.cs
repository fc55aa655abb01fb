using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>When the time to shut down is over, the queue gives up what waits, whether or not the worker has anything in hand.</summary>
public sealed class AbandonTests
{
    readonly SinkContext _context = new("app.log", TimeProvider.System);
    readonly EventQueue _queue;

    public AbandonTests()
    {
        var help = new ProducerHelp(new NoTarget(), Settings, _context.Ledger);
        _queue = new EventQueue(Settings, _context, new OpenTickets(), new WakeSignal(TimeProvider.System), help);
    }

    static QueueSettings Settings => new()
    {
        Limit = 10,
        SliceSize = 2,
        WakeFromSlices = 1,
        HelpFromSlices = 1,
        Period = TimeSpan.FromHours(1),
        WriteFirstAtOnce = false,
        Overflow = OverflowPolicy.DropNewest,
        BlockTimeout = TimeSpan.Zero,
        ShedBelow = LogEventLevel.Warning,
        FlushOnLevel = null,
        RetryTimeLimit = TimeSpan.Zero,
        ShutdownTimeout = TimeSpan.Zero,
    };

    [Fact]
    public void AnEmptyQueueWithAnIdleWorkerHasNothingToGiveUp()
    {
        Assert.Empty(_queue.Abandon());
        Assert.Equal(0, _context.Counters.Snapshot().Dropped);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EverythingThatIsNotSettledIsGivenUpInOrder(bool workerHasASlice)
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
