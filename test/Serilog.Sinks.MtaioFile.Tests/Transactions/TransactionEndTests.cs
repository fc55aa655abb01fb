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
        Assert.Equal($"Transaction {end.Value(Transactional.Id)} failed: out of stock", end.RenderMessage());
        Assert.Equal((LogEventLevel.Error, "Failed"), (end.Level, end.Value("TransactionOutcome")));
        Assert.Same(failure, end.Exception);
    }

    [Fact]
    public void ATransactionThatIsNotCompletedHasFailed()
    {
        Logger.BeginTransaction().Dispose();
        var end = Assert.Single(Sink.Events);
        Assert.Equal((LogEventLevel.Error, "Failed", null), (end.Level, end.Value("TransactionOutcome"), end.Exception));
        Assert.EndsWith("failed: it was left without being completed", end.RenderMessage(), StringComparison.Ordinal);
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
    public void TheEndRecordSaysWhyTheTransactionFailedOrThatItWasCanceled()
    {
        using var log = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(Sink)).CreateLogger();
        void End(Action<LogTransaction> how)
        {
            using var transaction = log.BeginTransaction();
            how(transaction);
        }
        End(t => t.Fail("status 503"));
        End(t => t.Fail());
        End(t => t.Fail(new IOException("no route")));
        End(t => t.Fail(new OperationCanceledException("the client has gone")));
        Assert.Equal(
            [
                "Error: Transaction {0} failed: status 503",
                "Error: Transaction {0} failed: it was marked as failed",
                "Error: Transaction {0} failed: no route",
                "Warning: Transaction {0} was canceled",
            ],
            Sink.Events.Select(e => $"{e.Level}: {MessageWithoutId(e)}"));
        Assert.Equal([false, false, true, true], Sink.Events.Select(e => e.Exception is not null));
    }

    static string MessageWithoutId(LogEvent end) =>
        end.RenderMessage().Replace($"{end.Value(Transactional.Id)}", "{0}", StringComparison.Ordinal);

    [Fact]
    public void UnderTheDefaultTemplateOfAFileTheIdIsNotInQuotes()
    {
        using var folder = new TempFolder();
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(folder["app.log"]).CreateLogger()) log.RunTransaction(_ => { });
        const string Completed = @"^[^\[]* \[INF\] Transaction [0-9a-f-]{36} completed successfully";
        Assert.Matches(Completed + Environment.NewLine + "$", folder.Text("app.log"));
    }

    [Fact]
    public void AnIdHasTheTimeOfItsTransaction()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var transaction = Logger.BeginTransaction();
        var bytes = transaction.Id.ToByteArray(bigEndian: true);
        Assert.Equal((7, 2), (transaction.Id.Version, bytes[8] >> 6));
        Assert.InRange(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16, before, before + 60_000);
    }

    [Fact]
    public void WithoutFromLogContextAllRecordsCarryTheId()
    {
        using var log = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(Sink)).CreateLogger();
        using (var transaction = log.BeginTransaction("bare"))
        {
            log.Information("one");
            log.Information("two");
            transaction.Complete();
        }
        Assert.Single(Sink.Events.Select(e => Assert.IsType<Guid>(e.Value(Transactional.Id))).Distinct());
        Assert.All(Sink.Events, e => Assert.Equal("bare", e.Value("TransactionName")));
        Assert.Equal(2, Sink.Last.Value("TransactionRecords"));
    }

    [Fact]
    public void RecordsKeepTheIdAfterResetAndSuspendOfTheLogContext()
    {
        using (var transaction = Logger.BeginTransaction())
        {
            using (LogContext.Suspend()) Logger.Information("suspended");
            Logger.Information("resumed");
            LogContext.Reset();
            Logger.Information("reset");
            transaction.Complete();
        }
        // The gate marks what LogContext does not.
        Assert.Equal([true, true, true, true], Sink.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    /// <summary>The mark gets an underscore, as often as it takes.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PropertiesOfTheUserWithTheNamesOfMarksAreKeptAndSoAreTheMarks(bool fromLogContext)
    {
        var configuration = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(Sink));
        using var log = (fromLogContext ? configuration.Enrich.FromLogContext() : configuration).CreateLogger();
        Guid id, outer;
        using (var around = log.BeginTransaction())
        using (var transaction = log.BeginTransaction("import"))
        {
            (id, outer) = (transaction.Id, around.Id);
            log.Information("{TransactionId} {_TransactionId} {TransactionName} {ParentTransactionId}", "mine", "too", "name", "parent");
            log.ForContext("TransactionId", 4711).Information("booked");
            transaction.Complete();
        }
        Assert.Equal(
            [("TransactionId", "mine"), ("_TransactionId", "too"), ("TransactionName", "name"), ("ParentTransactionId", "parent"),
                ("__TransactionId", id), ("_TransactionName", "import"), ("_ParentTransactionId", outer)],
            Sink.Events[0].Properties.Keys.Select(k => (k, Sink.Events[0].Value(k)!)));
        Assert.Equal((4711, id), (Sink.Events[1].Value(Transactional.Id), Sink.Events[1].Value("_TransactionId")));
        Assert.Equal((id, 2), (Sink.Events[2].Value(Transactional.Id), Sink.Events[2].Value("TransactionRecords")));
    }

    [Fact]
    public void EventsLoggedAfterTheEndCarryNoId()
    {
        using var log = new LoggerConfiguration().Enrich.FromLogContext()
            .WriteTo.MtaioTransactions(to => to.Sink(Sink))
            .CreateLogger();
        var transaction = log.BeginTransaction();
        // Ended on another thread: this flow is still inside.
        Hang.Fails(transaction.Dispose);
        log.Information("after");
        Assert.Equal([true, false], Sink.Events.Select(e => e.Properties.ContainsKey(Transactional.Id)));
        using var next = log.BeginTransaction("next");
        log.Information("inside");
        Assert.Equal(("next", null), (Sink.Last.Value("TransactionName"), next.ParentId));
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
