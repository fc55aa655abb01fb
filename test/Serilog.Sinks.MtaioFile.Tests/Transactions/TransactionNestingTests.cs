using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions in transactions: whose id an event has, and what becomes of what is held.</summary>
public sealed class TransactionNestingTests : IDisposable
{
    readonly CapturedEvents _sink = new();
    readonly Logger _log;

    public TransactionNestingTests() => _log = Transactional.Logger(_sink);

    public void Dispose() => _log.Dispose();

    [Fact]
    public void TheInnermostIdIsOnTheEventAndItsParentsBesideIt()
    {
        using var outer = _log.BeginTransaction("outer");
        using (var inner = _log.BeginTransaction())
        {
            Assert.Equal(outer.Id, inner.ParentId);
            _log.Information("inside");
            inner.Complete();
            Assert.Equal((inner.Id, outer.Id, null), (_sink.Last.Value(Transactional.Id), _sink.Last.Value("ParentTransactionId"), _sink.Last.Value("TransactionName")));
        }
        Assert.Equal(outer.Id, _sink.Last.Value("ParentTransactionId"));
        _log.Information("outside");
        Assert.Equal((outer.Id, null, "outer"), (_sink.Last.Value(Transactional.Id), _sink.Last.Value("ParentTransactionId"), _sink.Last.Value("TransactionName")));
    }

    [Theory]
    [InlineData("ABC")]
    [InlineData("ACB")]
    [InlineData("BAC")]
    [InlineData("BCA")]
    [InlineData("CAB")]
    [InlineData("CBA")]
    public void DisposedInAnyOrderEachEndsOnceAndNothingIsLeft(string order)
    {
        var scopes = new Dictionary<char, LogTransaction> { ['A'] = _log.BeginTransaction("A"), ['B'] = _log.BeginTransaction("B"), ['C'] = _log.BeginTransaction("C") };
        foreach (var name in order) scopes[name].Dispose();
        Assert.Equal(order, string.Concat(_sink.All.Select(e => e.Value("TransactionName"))));
        _log.Information("after");
        Assert.Empty(_sink.Last.Properties);
    }

    [Theory]
    [InlineData(TransactionMode.Written)]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    public void WhatIsInsideIsHeldByTheParentAndGoesTheParentsWay(TransactionMode inner)
    {
        using (var outer = _log.BeginTransaction("outer", Transactional.Held))
        {
            _log.Information("1");
            _log.RunTransaction(_ => _log.Information("2"), options: new LogTransactionOptions { Mode = inner });
            _log.Information("3");
            Assert.Empty(_sink.All);
        }
        Assert.Equal(["1", "2", "Transaction {TransactionId} completed successfully", "3", "Transaction {TransactionId} failed: {Error}"], _sink.Messages);
    }

    [Fact]
    public void AnInnerFailureIsToldThoughTheParentCompletes()
    {
        using (var outer = _log.BeginTransaction(options: Transactional.Held))
        {
            _log.BeginTransaction("inner", Transactional.Held).Dispose();
            _log.Information("tried again");
            outer.Complete();
        }
        Assert.Equal(("inner", "Failed"), (Assert.Single(_sink.All).Value("TransactionName"), _sink.Last.Value("TransactionOutcome")));
    }

    [Fact]
    public void AParentThatIsNotHeldAndEndsFirstIsNotHeldByItsChild()
    {
        var outer = _log.BeginTransaction("outer");
        var inner = _log.BeginTransaction("inner", Transactional.Held);
        outer.Complete();
        outer.Dispose();
        Assert.Equal("outer", Assert.Single(_sink.All).Value("TransactionName"));
        inner.Complete();
        inner.Dispose();
        Assert.Single(_sink.All);
    }

    [Fact]
    public void AChildThatEndsInAnotherFlowStillGoesItsParentsWay()
    {
        using (ExecutionContext.SuppressFlow())
        {
            var outer = _log.BeginTransaction(options: Transactional.Grouped);
            var inner = _log.BeginTransaction("inner");
            Hang.Fails(() =>
            {
                inner.Complete();
                inner.Dispose();
            });
            Assert.Empty(_sink.All);
            outer.Complete();
            outer.Dispose();
        }
        Assert.Equal("inner", _sink.All[0].Value("TransactionName"));
        Assert.Equal(2, _sink.All.Count);
    }

    [Fact]
    public async Task ATaskThatOutlivesAHeldTransactionCanBeginOneOfItsOwn()
    {
        var ended = new TaskCompletionSource();
        Task task;
        using (var first = _log.BeginTransaction(options: Transactional.Held))
        {
            task = Task.Run(async () =>
            {
                await ended.Task;
                _log.Information("late");
                using var second = _log.BeginTransaction(options: Transactional.Held);
                _log.Information("held");
                second.Complete();
            });
            first.Complete();
        }
        ended.SetResult();
        await task;
        Assert.Equal(["late"], _sink.Messages);
        Assert.True(_sink.Last.Properties.ContainsKey(Transactional.Id));
    }
}
