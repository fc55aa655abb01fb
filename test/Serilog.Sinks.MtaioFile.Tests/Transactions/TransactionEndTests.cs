using Serilog.Context;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>A transaction has exactly one end record, and it says how it went.</summary>
public sealed class TransactionEndTests : IDisposable
{
    readonly CapturedEvents _sink = new();
    readonly Logger _log;

    public TransactionEndTests() => _log = Transactional.Logger(_sink);

    public void Dispose() => _log.Dispose();

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
        var transaction = _log.BeginTransaction();
        foreach (var call in calls.Split(' '))
        {
            if (call == "C") transaction.Complete();
            else if (call == "F") transaction.Fail(new InvalidOperationException("no"));
            else if (call == "X") transaction.Fail(new OperationCanceledException());
            else transaction.Dispose();
        }
        Assert.Equal(outcome, Assert.Single(_sink.All).Value("TransactionOutcome"));
        _log.Information("after");
        Assert.Empty(_sink.Last.Properties);
    }

    [Fact]
    public async Task DisposedAsynchronouslyItEndsOnceAndLeavesTheFlow()
    {
        await using (var transaction = _log.BeginTransaction()) transaction.Complete();
        _log.Information("after");
        Assert.Equal(2, _sink.All.Count);
        Assert.Empty(_sink.Last.Properties);
    }

    [Fact]
    public void DisposedOnTwoThreadsAtOnceItEndsOnce()
    {
        for (var round = 0; round < 200; round++)
        {
            using var barrier = new Barrier(2);
            using var transaction = _log.BeginTransaction();
            void EndIt()
            {
                barrier.SignalAndWait();
                transaction.Complete();
                transaction.Dispose();
            }
            Hang.Fails(EndIt, EndIt);
        }
        Assert.Equal(200, _sink.All.Count);
        Assert.Equal(200, _sink.All.Select(e => e.Value(Transactional.Id)).Distinct().Count());
        _log.Information("after");
        Assert.Empty(_sink.Last.Properties);
    }

    [Fact]
    public void TheEndRecordOfSuccessHasItsProperties()
    {
        Guid id;
        using (var transaction = _log.BeginTransaction("import"))
        {
            id = transaction.Id;
            Assert.Equal(("import", null), (transaction.Name, transaction.ParentId));
            _log.Information("one");
            _log.Debug("two");
            transaction.Complete();
        }
        var end = _sink.Last;
        Assert.Equal($"Transaction {id} completed successfully", end.RenderMessage());
        Assert.Equal((LogEventLevel.Information, null), (end.Level, end.Exception));
        Assert.Equal(["ElapsedMilliseconds", "TransactionId", "TransactionName", "TransactionOutcome", "TransactionRecords"], end.Properties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((id, "import", "Completed", 2), (end.Value(Transactional.Id), end.Value("TransactionName"), end.Value("TransactionOutcome"), end.Value("TransactionRecords")));
        Assert.InRange(Assert.IsType<double>(end.Value("ElapsedMilliseconds")), 0, 60_000);
    }

    [Fact]
    public void TheEndRecordOfFailureHasTheException()
    {
        var failure = new InvalidOperationException("out of stock");
        using (var transaction = _log.BeginTransaction()) transaction.Fail(failure);
        var end = Assert.Single(_sink.All);
        Assert.Equal($"Transaction {end.Value(Transactional.Id)} failed: \"out of stock\"", end.RenderMessage());
        Assert.Equal((LogEventLevel.Error, "Failed"), (end.Level, end.Value("TransactionOutcome")));
        Assert.Same(failure, end.Exception);
    }

    [Fact]
    public void LeftWithoutBeingCompletedItHasFailed()
    {
        _log.BeginTransaction().Dispose();
        var end = Assert.Single(_sink.All);
        Assert.Equal((LogEventLevel.Error, "Failed", null), (end.Level, end.Value("TransactionOutcome"), end.Exception));
        Assert.EndsWith("failed: \"it was left without being completed\"", end.RenderMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheLevelsOfTheEndRecordAreThoseOfTheOptions()
    {
        var options = new LogTransactionOptions { CompletionLevel = LogEventLevel.Debug, ExceptionLevel = LogEventLevel.Fatal };
        _log.RunTransaction(_ => { }, options: options);
        _log.BeginTransaction(options: options).Dispose();
        Assert.Equal([LogEventLevel.Debug, LogEventLevel.Fatal], _sink.All.Select(e => e.Level));
    }

    [Fact]
    public void IdsSortByTime()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        using var transaction = _log.BeginTransaction();
        var bytes = transaction.Id.ToByteArray(bigEndian: true);
        Assert.Equal(7, transaction.Id.Version);
        Assert.InRange(System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16, before, before + 60_000);
    }

    [Fact]
    public void WithoutFromLogContextTheEndRecordCarriesTheIdAndTheNumberOfRecords()
    {
        using var log = new LoggerConfiguration().WriteTo.MtaioTransactions(to => to.Sink(_sink)).CreateLogger();
        using (var transaction = log.BeginTransaction("bare"))
        {
            log.Information("one");
            log.Information("two");
            transaction.Complete();
        }
        Assert.Empty(_sink.All[0].Properties);
        Assert.IsType<Guid>(_sink.Last.Value(Transactional.Id));
        Assert.Equal(("bare", 2), (_sink.Last.Value("TransactionName"), _sink.Last.Value("TransactionRecords")));
    }

    [Fact]
    public void ResetAndSuspendInsideLeaveTheEndRecordItsId()
    {
        using (var transaction = _log.BeginTransaction())
        {
            using (LogContext.Suspend()) _log.Information("suspended");
            _log.Information("resumed");
            LogContext.Reset();
            _log.Information("reset");
            transaction.Complete();
        }
        Assert.Equal([false, true, false, true], _sink.All.Select(e => e.Properties.ContainsKey(Transactional.Id)));
    }

    [Fact]
    public void AnEventKeepsATransactionIdOfItsOwnAndTheEndRecordKeepsThatOfTheScope()
    {
        using (var transaction = _log.BeginTransaction())
        {
            _log.Information("{TransactionId}", "mine");
            transaction.Complete();
        }
        Assert.Equal("mine", _sink.All[0].Value(Transactional.Id));
        Assert.IsType<Guid>(_sink.Last.Value(Transactional.Id));
    }

    [Theory]
    [InlineData(TransactionMode.Written)]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    public void BadOptionsAreNamedWhenTheTransactionBegins(TransactionMode mode)
    {
        Assert.Contains("HeldLimit", Assert.Throws<ArgumentOutOfRangeException>(() => _log.BeginTransaction(options: new LogTransactionOptions { Mode = mode, HeldLimit = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("HoldBelow", Assert.Throws<ArgumentOutOfRangeException>(() => _log.BeginTransaction(options: new LogTransactionOptions { Mode = mode, HoldBelow = (LogEventLevel)9 })).Message, StringComparison.Ordinal);
        _log.Information("after");
        Assert.Empty(Assert.Single(_sink.All).Properties);
    }
}
