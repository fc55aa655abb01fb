using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Memory;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>How long a call waits for room while the worker has no thread.</summary>
public sealed class RoomWaitTests : IDisposable
{
    static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(100);

    readonly object _gate = new();
    readonly WorkerPool _pool;
    bool _hasThreads;

    public RoomWaitTests() => _pool = new WorkerPool("test", usualThreads: 1, Start);

    public void Dispose()
    {
        Volatile.Write(ref _hasThreads, true);
        _pool.End();
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 10)]
    public void AWorkerInLineIsExcusedTenTimes(bool isInLine, int times)
    {
        lock (_gate)
        {
            var bytes = new HeldBytes(_gate, limit: null, shareForAny: 1, MemoryBudget.OfQueues, () => false);
            var context = new SinkContext("/logs/app.log", TimeProvider.System);
            var taken = new TakenBatch(_gate, new SliceQueue(_gate, 1, bytes), context.Counters, new OpenTickets());
            taken.Turns = new WorkItem(_pool, new NoWork());
            if (isInLine) taken.Turns.Wake();
            var room = new RoomWait(_gate, Timeout, taken);
            var request = room.JoinLocked([Some.Event()], size: 0, isBlock: false);
            while (!room.TryLeave(request)) Thread.Sleep(1);
            Assert.True(Stopwatch.GetElapsedTime(request.Start) >= Timeout * times);
        }
    }

    void Start(Thread thread)
    {
        if (!Volatile.Read(ref _hasThreads)) throw new InvalidOperationException("no thread");
        thread.UnsafeStart();
    }

    sealed class NoWork : IWork
    {
        public TimeSpan RunTurn() => System.Threading.Timeout.InfiniteTimeSpan;
    }
}
