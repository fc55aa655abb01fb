using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>A transaction follows its flow of control and reaches no other.</summary>
public sealed class TransactionFlowTests() : EventsUnderTest(Transactional.Logger)
{
    public static TheoryData<TransactionMode> Modes => [TransactionMode.Written, TransactionMode.Grouped, TransactionMode.HeldUntilFailure];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task ATransactionFlowsIntoAwaitedMethodsTasksThreadsAndParallelLoops(TransactionMode mode)
    {
        using (var transaction = Logger.BeginTransaction(options: new LogTransactionOptions { Mode = mode }))
        {
            await Task.Yield();
            Logger.Information("await");
            await Task.Run(() => Logger.Information("Task.Run"));
            Hang.Fails(() => Logger.Information("Thread"));
            Parallel.ForEach(Enumerable.Range(0, 20), i => Logger.Information("Parallel"));
            if (mode != TransactionMode.Written) Assert.Empty(Sink.Events);
        }
        Assert.Equal(24, Sink.Events.Count);
        Assert.Single(Sink.Events.Select(e => e.Value(Transactional.Id)).Distinct());
        Assert.Equal(23, Sink.Last.Value("TransactionRecords"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task HundredsOfConcurrentTransactionsDoNotMix(TransactionMode mode)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (n, _) =>
        {
            using var transaction = Logger.BeginTransaction($"{n}", new LogTransactionOptions { Mode = mode });
            for (var i = 0; i < 10; i++)
            {
                await Task.Yield();
                Logger.Information("{Number}", n);
            }
        });
        Assert.Equal(300 * 11, Sink.Events.Count);
        Assert.Equal(300, Sink.Events.GroupBy(e => e.Value(Transactional.Id)).Count(g => g.Count() == 11));
        Assert.All(Sink.Events.Where(e => !e.IsEnd()), e => Assert.Equal($"{e.Value("Number")}", e.Value("TransactionName")));
    }

    [Fact]
    public void WorkThatIsQueuedWithoutTheFlowIsNotInTheTransaction()
    {
        using var done = new ManualResetEventSlim();
        using var transaction = Logger.BeginTransaction(options: Transactional.Grouped);
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            Logger.Information("elsewhere");
            done.Set();
        }, null);
        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        Assert.Empty(Assert.Single(Sink.Events).Properties);
    }

    [Fact]
    public async Task ATaskThatOutlivesItsTransactionIsNoLongerInIt()
    {
        var ended = new TaskCompletionSource();
        Task task;
        using (Logger.BeginTransaction(options: Transactional.Held))
        {
            task = Task.Run(async () =>
            {
                await ended.Task;
                Logger.Information("late");
            });
        }
        ended.SetResult();
        await task;
        Assert.Equal([Transactional.Failed, "late"], Sink.Templates);
        Assert.Empty(Sink.Last.Properties);
    }

    [Fact]
    public void ATransactionCanBeUsedWhereTheFlowIsSuppressed()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using var transaction = Logger.BeginTransaction();
            Logger.Information("in it");
            Hang.Fails(() => Logger.Information("not in it"));
            transaction.Complete();
        }
        Assert.Equal([true, false, true], Sink.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Fact]
    public async Task ATransactionThatBeginsInAnAwaitedMethodDoesNotReachTheCaller()
    {
        async Task<LogTransaction> BeginAsync()
        {
            await Task.Yield();
            return Logger.BeginTransaction();
        }
        var transaction = await BeginAsync();
        Logger.Information("not in it");
        transaction.Dispose();
        Assert.Equal([false, true], Sink.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void ATransactionThatNeverEndsCanBeGarbageCollected(TransactionMode mode)
    {
        var weak = new List<WeakReference>();
        Hang.Fails(() => Abandon(weak, mode));
        Eventually.True(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return weak.TrueForAll(w => !w.IsAlive);
            },
            "the transaction and its events to be collected");
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }

    /// <summary>The sink that keeps no events: what is alive is what the transaction keeps.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Abandon(List<WeakReference> weak, TransactionMode mode)
    {
        using var log = Transactional.Logger(new DiscardingSink());
        var transaction = log.BeginTransaction(options: new LogTransactionOptions { Mode = mode });
        var item = new object();
        log.Information("{Item}", item);
        var logEvent = new LogEvent(Some.Instant, LogEventLevel.Information, null, MessageTemplate.Empty, []);
        log.Write(logEvent);
        weak.AddRange([new WeakReference(transaction), new WeakReference(logEvent), new WeakReference(item)]);
    }
}
