using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>A transaction goes where its flow of control goes, and nowhere else.</summary>
public sealed class TransactionFlowTests : IDisposable
{
    readonly CapturedEvents _sink = new();
    readonly Logger _log;

    public TransactionFlowTests() => _log = Transactional.Logger(_sink);

    public void Dispose() => _log.Dispose();

    public static TheoryData<TransactionMode> Modes => [TransactionMode.Written, TransactionMode.Grouped, TransactionMode.HeldUntilFailure];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task ItReachesWhatIsAwaitedTasksThreadsAndParallelLoops(TransactionMode mode)
    {
        using (var transaction = _log.BeginTransaction(options: new LogTransactionOptions { Mode = mode }))
        {
            await Task.Yield();
            _log.Information("await");
            await Task.Run(() => _log.Information("Task.Run"));
            Hang.Fails(() => _log.Information("Thread"));
            Parallel.ForEach(Enumerable.Range(0, 20), i => _log.Information("Parallel"));
            if (mode != TransactionMode.Written) Assert.Empty(_sink.All);
        }
        Assert.Equal(24, _sink.All.Count);
        Assert.Single(_sink.All.Select(e => e.Value(Transactional.Id)).Distinct());
        Assert.Equal(23, _sink.Last.Value("TransactionRecords"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task HundredsAtOnceNeverMix(TransactionMode mode)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 100 }, async (n, _) =>
        {
            using var transaction = _log.BeginTransaction($"{n}", new LogTransactionOptions { Mode = mode });
            for (var i = 0; i < 10; i++)
            {
                await Task.Yield();
                _log.Information("{Number}", n);
            }
        });
        Assert.Equal(300 * 11, _sink.All.Count);
        Assert.Equal(300, _sink.All.GroupBy(e => e.Value(Transactional.Id)).Count(g => g.Count() == 11));
        Assert.All(_sink.All.Where(e => !e.IsEnd()), e => Assert.Equal($"{e.Value("Number")}", e.Value("TransactionName")));
    }

    [Fact]
    public void WorkThatIsQueuedWithoutTheFlowIsNotInIt()
    {
        using var done = new ManualResetEventSlim();
        using var transaction = _log.BeginTransaction(options: Transactional.Grouped);
        ThreadPool.UnsafeQueueUserWorkItem(_ =>
        {
            _log.Information("elsewhere");
            done.Set();
        }, null);
        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        Assert.Empty(Assert.Single(_sink.All).Properties);
    }

    [Fact]
    public async Task ATaskThatOutlivesItKeepsTheIdAndIsHeldNoLonger()
    {
        var ended = new TaskCompletionSource();
        Task task;
        using (_log.BeginTransaction(options: Transactional.Held))
        {
            task = Task.Run(async () =>
            {
                await ended.Task;
                _log.Information("late");
            });
        }
        ended.SetResult();
        await task;
        Assert.Equal(["Transaction {TransactionId} failed: {Error}", "late"], _sink.Messages);
        Assert.Equal(_sink.All[0].Value(Transactional.Id), _sink.Last.Value(Transactional.Id));
    }

    [Fact]
    public void ItCanBeUsedWhereTheFlowIsSuppressed()
    {
        using (ExecutionContext.SuppressFlow())
        {
            using var transaction = _log.BeginTransaction();
            _log.Information("in it");
            Hang.Fails(() => _log.Information("not in it"));
            transaction.Complete();
        }
        Assert.Equal([true, false, true], _sink.All.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Fact]
    public async Task BegunInAnAwaitedMethodItDoesNotReachThatMethodsCaller()
    {
        async Task<LogTransaction> BeginAsync()
        {
            await Task.Yield();
            return _log.BeginTransaction();
        }
        var transaction = await BeginAsync();
        _log.Information("not in it");
        transaction.Dispose();
        Assert.Equal([false, true], _sink.All.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void OneThatIsNeverEndedKeepsNothingAlive(TransactionMode mode)
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
        _log.Information("after");
        Assert.Empty(_sink.Last.Properties);
    }

    /// <summary>The sink that keeps no events: what is alive is what the transaction keeps.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Abandon(List<WeakReference> weak, TransactionMode mode)
    {
        using var log = Transactional.Logger(new Forgetful());
        var transaction = log.BeginTransaction(options: new LogTransactionOptions { Mode = mode });
        var item = new object();
        log.Information("{Item}", item);
        var logEvent = new LogEvent(Some.Instant, LogEventLevel.Information, null, MessageTemplate.Empty, []);
        log.Write(logEvent);
        weak.AddRange([new WeakReference(transaction), new WeakReference(logEvent), new WeakReference(item)]);
    }

    sealed class Forgetful : ILogEventSink
    {
        public void Emit(LogEvent logEvent)
        {
        }
    }
}
