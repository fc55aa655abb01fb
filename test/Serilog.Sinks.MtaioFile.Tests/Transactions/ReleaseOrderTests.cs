using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Records that other threads of the flow log while held records are released do not overtake their own.</summary>
public sealed class ReleaseOrderTests
{
    const int Threads = 4;

    static readonly LogTransactionOptions Unlimited = new() { Mode = TransactionMode.Grouped, HeldLimit = int.MaxValue };

    [Fact]
    public void ARecordThatIsLoggedDuringTheReleaseFollowsTheHeldRecordsOfItsThread()
    {
        using var isReleasing = new ManualResetEventSlim();
        using var hasLogged = new ManualResetEventSlim();
        var sink = new CollectingSink(_ =>
        {
            if (isReleasing.IsSet) return;
            isReleasing.Set();
            Assert.True(hasLogged.Wait(TimeSpan.FromSeconds(30)));
        });
        using var log = Transactional.Logger(sink);
        (Thread, Func<Exception?>)[] other = [];
        log.RunTransaction(Body, options: Transactional.Grouped);
        Hang.Join(other);
        Assert.Equal(["first", "held", Transactional.Completed, "later"], sink.Templates);

        void Body(LogTransaction transaction)
        {
            using var hasBegun = new ManualResetEventSlim();
            log.Information("first");
            other = [Hang.Start(() =>
            {
                log.Information("held");
                hasBegun.Set();
                Assert.True(isReleasing.Wait(TimeSpan.FromSeconds(30)));
                log.Information("later");
                hasLogged.Set();
            })];
            Assert.True(hasBegun.Wait(TimeSpan.FromSeconds(30)));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EachThreadKeepsItsOrderWhileATransactionOrABatchEnds(bool isBatch)
    {
        for (var round = 0; round < 20; round++)
        {
            var sink = new CollectingSink();
            using var log = Transactional.Logger(sink);
            var counts = new int[Threads];
            var isOver = false;
            (Thread, Func<Exception?>)[] producers = [];
            if (isBatch) log.WriteBatch(LogEventLevel.Information, Enumerable.Repeat(0, 1).Select(_ => Begin()));
            else log.RunTransaction(void (_) => Begin(), options: Unlimited);
            AwaitRecords();
            Volatile.Write(ref isOver, true);
            Hang.Join(producers);
            for (var t = 0; t < Threads; t++)
            {
                var numbers = sink.Events.Where(e => e.Value("Thread") is int thread && thread == t).Select(e => (int)e.Value("Number")!);
                Assert.Equal(Enumerable.Range(1, counts[t]), numbers);
            }

            string Begin()
            {
                producers = [.. Enumerable.Range(0, Threads).Select(t => Hang.Start(() =>
                {
                    while (!Volatile.Read(ref isOver)) log.Information("{Thread} {Number}", t, ++counts[t]);
                }))];
                AwaitRecords();
                return "begun";
            }

            void AwaitRecords()
            {
                var before = counts.Sum();
                Assert.True(SpinWait.SpinUntil(() => counts.Sum() > before + 1000, TimeSpan.FromSeconds(30)));
            }
        }
    }

    /// <summary>Held, such a record would be released, and logged again, for ever.</summary>
    [Fact]
    public void ASinkThatLogsWhileItGetsHeldRecordsEndsTheRelease()
    {
        ILogger? log = null;
        var sink = new CollectingSink(e => { if (e.MessageTemplate.Text == "held") log!.Information("from the sink"); });
        using var logger = Transactional.Logger(sink);
        log = logger;
        Hang.Fails(() => logger.RunTransaction(_ => logger.Information("held"), options: Transactional.Grouped));
        Assert.Equal(["held", Transactional.Completed, "from the sink"], sink.Templates);
    }
}
