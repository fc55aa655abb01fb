using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>A transaction has exactly one end record, and it tells the outcome.</summary>
public sealed class TransactionEndTests() : EventsUnderTest(Transactional.Logger)
{
    public static TheoryData<string, string> Endings => new()
    {
        { "C D", "Completed" },
        { "C D D", "Completed" },
        { "C C D", "Completed" },
        { "D", "Failed" },
        { "D D", "Failed" },
        { "D C D", "Failed" },
        { "F D", "Failed" },
        { "F F D", "Failed" },
        { "C F D", "Failed" },
        { "F C D", "Failed" },
        { "C D F D", "Completed" },
        { "F D C D", "Failed" },
        { "X D", "Canceled" },
        { "C X D", "Canceled" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void ThereIsOneEndRecordWhateverTheOrderOfTheCalls(string calls, string outcome)
    {
        var transaction = Logger.BeginTransaction();
        foreach (var call in calls.Split(' '))
        {
            if (call == "C") transaction.Complete();
            else if (call == "F") transaction.Fail(new InvalidOperationException("no"));
            else if (call == "X") transaction.Fail(new OperationCanceledException());
            else transaction.Dispose();
        }
        Assert.Equal(outcome, Assert.Single(Sink.Events).Value("TransactionOutcome"));
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }

    [Fact]
    public async Task ATransactionThatIsDisposedAsynchronouslyEndsOnceAndLeavesTheFlow()
    {
        await using (var transaction = Logger.BeginTransaction()) transaction.Complete();
        Logger.Information("after");
        Assert.Equal(2, Sink.Events.Count);
        Assert.Empty(Sink.Last.Properties);
    }

    [Fact]
    public void ATransactionThatIsDisposedOnTwoThreadsEndsOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            using var barrier = new Barrier(2);
            using var transaction = Logger.BeginTransaction();
            void EndIt()
            {
                barrier.SignalAndWait();
                transaction.Complete();
                transaction.Dispose();
            }
            Hang.Fails(EndIt, EndIt);
        }
        Assert.Equal(200, Sink.Events.Count);
        Assert.Equal(200, Sink.Events.Select(e => e.Value(Transactional.Id)).Distinct().Count());
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }

    [Fact]
    public void TheEndRecordOfSuccessHasItsProperties()
    {
        Guid id;
        using (var transaction = Logger.BeginTransaction("import"))
        {
            id = transaction.Id;
            Assert.Equal(("import", null), (transaction.Name, transaction.ParentId));
            Logger.Information("one");
            Logger.Debug("two");
            transaction.Complete();
        }
        var end = Sink.Last;
        Assert.Equal($"Transaction {id} completed successfully", end.RenderMessage());
        Assert.Equal((LogEventLevel.Information, null), (end.Level, end.Exception));
        Assert.Equal(
            ["ElapsedMilliseconds", "TransactionId", "TransactionName", "TransactionOutcome", "TransactionRecords"],
            end.Properties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            (id, "import", "Completed", 2),
            (end.Value(Transactional.Id), end.Value("TransactionName"), end.Value("TransactionOutcome"), end.Value("TransactionRecords")));
        Assert.InRange(Assert.IsType<double>(end.Value("ElapsedMilliseconds")), 0, 60_000);
    }

    [Fact]
    public void TheEndRecordOfFailureHasTheException()
    {
        var failure = new InvalidOperationException("out of stock");
        using (var transaction = Logger.BeginTransaction()) transaction.Fail(failure);
        var end = Assert.Single(Sink.Events);
        Assert.Equal($"Transaction {end.Value(Transactional.Id)} failed: \"out of stock\"", end.RenderMessage());
        Assert.Equal((LogEventLevel.Error, "Failed"), (end.Level, end.Value("TransactionOutcome")));
        Assert.Same(failure, end.Exception);
    }

    [Fact]
    public void ATransactionThatIsNotCompletedHasFailed()
    {
        Logger.BeginTransaction().Dispose();
        var end = Assert.Single(Sink.Events);
        Assert.Equal((LogEventLevel.Error, "Failed", null), (end.Level, end.Value("TransactionOutcome"), end.Exception));
        Assert.EndsWith("failed: \"it was left without being completed\"", end.RenderMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLevelsOfTheEndRecordAreThoseOfTheOptions()
    {
        var options = new LogTransactionOptions { CompletionLevel = LogEventLevel.Debug, ExceptionLevel = LogEventLevel.Fatal };
        Logger.RunTransaction(_ => { }, options: options);
        Logger.BeginTransaction(options: options).Dispose();
        Assert.Equal([LogEventLevel.Debug, LogEventLevel.Fatal], Sink.Events.Select(e => e.Level));
    }

    [Fact]
    public void IdsSortByTime()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var transaction = Logger.BeginTransaction();
        var bytes = transaction.Id.ToByteArray(bigEndian: true);
        Assert.Equal(7, transaction.Id.Version);
        Assert.InRange(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16, before, before + 60_000);
    }

    [Fact]
    public void WithoutFromLogContextTheEndRecordCarriesTheIdAndTheNumberOfRecords()
    {
        using var log = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(Sink)).CreateLogger();
        using (var transaction = log.BeginTransaction("bare"))
        {
            log.Information("one");
            log.Information("two");
            transaction.Complete();
        }
        Assert.Empty(Sink.Events[0].Properties);
        Assert.IsType<Guid>(Sink.Last.Value(Transactional.Id));
        Assert.Equal(("bare", 2), (Sink.Last.Value("TransactionName"), Sink.Last.Value("TransactionRecords")));
    }

    [Fact]
    public void TheEndRecordKeepsItsIdAfterResetAndSuspendOfTheLogContext()
    {
        using (var transaction = Logger.BeginTransaction())
        {
            using (LogContext.Suspend()) Logger.Information("suspended");
            Logger.Information("resumed");
            LogContext.Reset();
            Logger.Information("reset");
            transaction.Complete();
        }
        Assert.Equal([false, true, false, true], Sink.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Fact]
    public void AnEventWithATransactionIdOfItsOwnKeepsIt()
    {
        using (var transaction = Logger.BeginTransaction())
        {
            Logger.Information("{TransactionId}", "mine");
            transaction.Complete();
        }
        Assert.Equal("mine", Sink.Events[0].Value(Transactional.Id));
        Assert.IsType<Guid>(Sink.Last.Value(Transactional.Id));
    }

    [Theory]
    [InlineData(TransactionMode.Written)]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    public void WrongOptionsAreNamedWhenTheTransactionBegins(TransactionMode mode)
    {
        Assert.Contains(
            "HeldLimit",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Logger.BeginTransaction(options: new LogTransactionOptions { Mode = mode, HeldLimit = 0 })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "HoldBelow",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => Logger.BeginTransaction(options: new LogTransactionOptions { Mode = mode, HoldBelow = (LogEventLevel)9 })).Message,
            StringComparison.Ordinal);
        Logger.Information("after");
        Assert.Empty(Assert.Single(Sink.Events).Properties);
    }
}
