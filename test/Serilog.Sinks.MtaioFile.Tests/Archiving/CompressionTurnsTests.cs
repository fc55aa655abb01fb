using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>How many logs compress at the same time, and which one is next.</summary>
public sealed class CompressionTurnsTests
{
    readonly WorkerPool _pool = new("compression turns", usualThreads: 1);

    [Fact]
    public async Task OnlyAFewLogsCompressAndTheOthersAreCalledInOrder()
    {
        var turns = new CompressionTurns(_pool, most: 2);
        var logs = Enumerable.Range(0, 5).Select(_ => new Log()).ToArray();
        var items = logs.Select(l => new WorkItem(_pool, l)).ToArray();
        Assert.Equal([true, true, false, false, false], items.Select(turns.TryBegin));
        Assert.DoesNotContain(items, turns.TryBeginCalled);
        turns.End();
        await logs[2].AwaitTurnAsync();
        Assert.Equal([false, false, true, false, false], items.Select(turns.TryBeginCalled));
        turns.End();
        turns.End();
        await logs[4].AwaitTurnAsync();
        Assert.Equal([false, false, false, true, true], items.Select(turns.TryBeginCalled));
        turns.End();
        turns.End();
        Assert.Equal([true, true, false], items[..3].Select(turns.TryBegin));
        _pool.End();
    }

    sealed class Log : IWork
    {
        readonly TaskCompletionSource _turn = new();

        public Task AwaitTurnAsync() => Hang.FailsAsync(_turn.Task);

        public TimeSpan RunTurn()
        {
            _turn.TrySetResult();
            return Timeout.InfiniteTimeSpan;
        }
    }
}
