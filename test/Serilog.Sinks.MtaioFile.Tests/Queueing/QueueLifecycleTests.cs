using CsCheck;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The states of the queue from open to finished or abandoned.</summary>
public sealed class QueueLifecycleTests
{
    readonly object _gate = new();
    readonly QueueLifecycle _lifecycle;

    public QueueLifecycleTests() => _lifecycle = new QueueLifecycle(_gate);

    [Theory]
    [InlineData(nameof(QueueState.Open), "Closed Abandoned")]
    [InlineData(nameof(QueueState.Closed), "Abandoned Finished")]
    [InlineData(nameof(QueueState.Abandoned), "")]
    [InlineData(nameof(QueueState.Finished), "")]
    public void EachStateMayBeFollowedByTheseStates(string state, string next) =>
        Assert.Equal(next, string.Join(' ', Enum.GetValues<QueueState>().Where(s => QueueLifecycle.MayFollow(Named(state), s))));

    [Theory]
    [InlineData(nameof(QueueState.Open), true, true, true, false)]
    [InlineData(nameof(QueueState.Closed), false, true, true, false)]
    [InlineData(nameof(QueueState.Abandoned), false, false, false, true)]
    [InlineData(nameof(QueueState.Finished), false, false, false, false)]
    public void EachStateDecidesWhatIsAdmittedAndWhetherTheWorkerGoesOn(
        string state, bool events, bool tickets, bool goesOn, bool abandoned)
    {
        Enter(Named(state));
        Assert.Equal(
            (Named(state), events, tickets, goesOn, abandoned),
            (_lifecycle.State, _lifecycle.AdmitsEvents, _lifecycle.AdmitsTickets, _lifecycle.WorkerGoesOn, _lifecycle.IsAbandoned));
    }

    [Theory]
    [InlineData(nameof(QueueState.Open), true, true)]
    [InlineData(nameof(QueueState.Closed), false, true)]
    [InlineData(nameof(QueueState.Abandoned), false, false)]
    [InlineData(nameof(QueueState.Finished), false, false)]
    public void OnlyAnOpenQueueCanBeClosedAndOnlyAnUnfinishedQueueAbandoned(string state, bool closes, bool abandons)
    {
        lock (_gate)
        {
            Enter(Named(state));
            Assert.Equal(closes, _lifecycle.TryCloseLocked());
            Assert.Equal(closes ? QueueState.Closed : Named(state), _lifecycle.State);
            Assert.Equal(abandons, _lifecycle.TryAbandonLocked());
            Assert.Equal(abandons ? QueueState.Abandoned : Named(state), _lifecycle.State);
        }
    }

    [Fact]
    public void AnySequenceOfCallsMakesOnlyTransitionsOfTheTable() =>
        Gen.Int[0, 2].Array[0, 8].Sample(steps =>
        {
            var gate = new object();
            var lifecycle = new QueueLifecycle(gate);
            foreach (var step in steps)
            {
                var before = lifecycle.State;
                lock (gate) Take(lifecycle, step);
                Assert.True(lifecycle.State == before || QueueLifecycle.MayFollow(before, lifecycle.State));
            }
        });

    [Fact]
    public void AClosedQueueGrantsOneClosingAttempt()
    {
        Assert.False(_lifecycle.TryTakeClosingAttempt());
        Enter(QueueState.Closed);
        Assert.Equal([true, false, false], [.. Enumerable.Range(0, 3).Select(_ => _lifecycle.TryTakeClosingAttempt())]);
    }

    [Theory]
    [InlineData(nameof(QueueState.Closed))]
    [InlineData(nameof(QueueState.Abandoned))]
    public void TheTimeSinceClosingRunsFromTheEndOfTheOpenState(string state)
    {
        Enter(Named(state));
        Assert.InRange(_lifecycle.TimeSinceClosed, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

#if DEBUG
    [Fact]
    public void ATransitionThatIsNotInTheTableFailsAnAssertion()
    {
        lock (_gate)
        {
            var failure = Assert.ThrowsAny<Exception>(_lifecycle.FinishLocked);
            Assert.Contains("Finished may not follow Open", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ATransitionWithoutTheLockFailsAnAssertion() => Assert.ThrowsAny<Exception>(() => _lifecycle.TryCloseLocked());
#endif

    static QueueState Named(string state) => Enum.Parse<QueueState>(state);

    void Enter(QueueState state)
    {
        lock (_gate)
        {
            if (state is QueueState.Closed or QueueState.Finished) _lifecycle.TryCloseLocked();
            if (state == QueueState.Finished) _lifecycle.FinishLocked();
            if (state == QueueState.Abandoned) _lifecycle.TryAbandonLocked();
        }
    }

    static void Take(QueueLifecycle lifecycle, int step)
    {
        if (step == 0) lifecycle.TryCloseLocked();
        else if (step == 1) lifecycle.TryAbandonLocked();
        else if (lifecycle.State == QueueState.Closed) lifecycle.FinishLocked();
    }
}
