using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Transactions inside transactions: the ids of events, and who holds the events.</summary>
public sealed class TransactionNestingTests() : EventsUnderTest(Transactional.Logger)
{
    [Fact]
    public void AnEventHasTheIdOfTheInnermostTransactionAndOfItsParent()
    {
        using var outer = Logger.BeginTransaction("outer");
        using (var inner = Logger.BeginTransaction())
        {
            Assert.Equal(outer.Id, inner.ParentId);
            Logger.Information("inside");
            inner.Complete();
            Assert.Equal(
                (inner.Id, outer.Id, null),
                (Sink.Last.Value(Transactional.Id), Sink.Last.Value("ParentTransactionId"), Sink.Last.Value("TransactionName")));
        }
        Assert.Equal(outer.Id, Sink.Last.Value("ParentTransactionId"));
        Logger.Information("outside");
        Assert.Equal(
            (outer.Id, null, "outer"),
            (Sink.Last.Value(Transactional.Id), Sink.Last.Value("ParentTransactionId"), Sink.Last.Value("TransactionName")));
    }

    [Theory]
    [InlineData("ABC")]
    [InlineData("ACB")]
    [InlineData("BAC")]
    [InlineData("BCA")]
    [InlineData("CAB")]
    [InlineData("CBA")]
    public void NestedTransactionsCanBeDisposedInAnyOrder(string order)
    {
        var scopes = new Dictionary<char, LogTransaction>
        {
            ['A'] = Logger.BeginTransaction("A"),
            ['B'] = Logger.BeginTransaction("B"),
            ['C'] = Logger.BeginTransaction("C"),
        };
        foreach (var name in order) scopes[name].Dispose();
        Assert.Equal(order, string.Concat(Sink.Events.Select(e => e.Value("TransactionName"))));
        Logger.Information("after");
        Assert.Empty(Sink.Last.Properties);
    }

    [Theory]
    [InlineData(TransactionMode.Written)]
    [InlineData(TransactionMode.Grouped)]
    [InlineData(TransactionMode.HeldUntilFailure)]
    public void EventsOfAnInnerTransactionAreHeldWithThoseOfItsParent(TransactionMode inner)
    {
        using (var outer = Logger.BeginTransaction("outer", Transactional.Held))
        {
            Logger.Information("1");
            Logger.RunTransaction(_ => Logger.Information("2"), options: new LogTransactionOptions { Mode = inner });
            Logger.Information("3");
            Assert.Empty(Sink.Events);
        }
        Assert.Equal(
            ["1", "2", Transactional.Completed, "3", Transactional.Failed],
            Sink.Templates);
    }

    [Fact]
    public void AnInnerFailureIsWrittenEvenIfTheParentCompletes()
    {
        using (var outer = Logger.BeginTransaction(options: Transactional.Held))
        {
            Logger.BeginTransaction("inner", Transactional.Held).Dispose();
            Logger.Information("tried again");
            outer.Complete();
        }
        Assert.Equal(("inner", "Failed"), (Assert.Single(Sink.Events).Value("TransactionName"), Sink.Last.Value("TransactionOutcome")));
    }

    [Fact]
    public void AParentThatEndsBeforeItsHeldChildIsWrittenAtOnce()
    {
        var outer = Logger.BeginTransaction("outer");
        var inner = Logger.BeginTransaction("inner", Transactional.Held);
        outer.Complete();
        outer.Dispose();
        Assert.Equal("outer", Assert.Single(Sink.Events).Value("TransactionName"));
        inner.Complete();
        inner.Dispose();
        Assert.Single(Sink.Events);
    }

    [Fact]
    public void AChildThatEndsInAnotherFlowIsHeldWithItsParent()
    {
        using (ExecutionContext.SuppressFlow())
        {
            var outer = Logger.BeginTransaction(options: Transactional.Grouped);
            var inner = Logger.BeginTransaction("inner");
            Hang.Fails(() =>
            {
                inner.Complete();
                inner.Dispose();
            });
            Assert.Empty(Sink.Events);
            outer.Complete();
            outer.Dispose();
        }
        Assert.Equal("inner", Sink.Events[0].Value("TransactionName"));
        Assert.Equal(2, Sink.Events.Count);
    }

    [Fact]
    public async Task ATaskThatOutlivesAHeldTransactionCanBeginOneOfItsOwn()
    {
        var ended = new TaskCompletionSource();
        Task task;
        using (var first = Logger.BeginTransaction(options: Transactional.Held))
        {
            task = Task.Run(async () =>
            {
                await ended.Task;
                Logger.Information("late");
                using var second = Logger.BeginTransaction(options: Transactional.Held);
                Logger.Information("held");
                second.Complete();
            });
            first.Complete();
        }
        ended.SetResult();
        await task;
        Assert.Equal(["late"], Sink.Templates);
        Assert.Empty(Sink.Last.Properties);
    }
}
