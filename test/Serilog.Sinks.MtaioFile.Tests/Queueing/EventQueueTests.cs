using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Rotation;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The queue beside a plain list that does the same: same order, nothing lost, nothing twice, same counts.</summary>
public sealed class EventQueueTests
{
    enum Step
    {
        Add,
        AddUrgent,
        TakePartial,
        TakeFull,
        Ticket,
        GiveUp,
    }

    static readonly Gen<Step> Steps = Gen.Frequency(
        (12, Gen.Const(Step.Add)),
        (3, Gen.Const(Step.AddUrgent)),
        (2, Gen.Const(Step.TakePartial)),
        (2, Gen.Const(Step.TakeFull)),
        (1, Gen.Const(Step.Ticket)),
        (1, Gen.Const(Step.GiveUp)));

    [Fact]
    public void TheQueueBehavesLikeAListWithTheSameLimit() =>
        Gen.Select(Gen.Enum<OverflowPolicy>(), Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[1, 3], Steps.Array[0, 120]).Sample(
            (overflow, limit, sliceSize, batchSlices, steps) => new Run(overflow, limit, sliceSize, batchSlices).Play(steps), iter: 3000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(7, 0)]
    [InlineData(7, 1)]
    [InlineData(3, 3)]
    public void AbandoningTakesTheUnsettledEventsOfTheWorkerAndTheWaitingEvents(int count, int settled)
    {
        foreach (var inHand in new[] { false, true })
        {
            if (!inHand && settled > 0) continue;
            new Run(OverflowPolicy.Block, limit: 100, sliceSize: 3).Abandon(count, inHand, settled);
        }
    }

    sealed class Run
    {
        readonly OverflowRule _rule;
        readonly SinkContext _context = new("/logs/app.log", TimeProvider.System);
        readonly int _batchSize;
        readonly EventQueue _queue;
        readonly List<LogEvent> _model = [];
        long _accepted, _written, _overflowed, _failed;

        public Run(OverflowPolicy overflow, int limit, int sliceSize, int batchSlices = 1)
        {
            _batchSize = Math.Min(limit, sliceSize) * batchSlices;
            var settings = QueueOf.Settings(overflow, limit, sliceSize, batchSize: _batchSize);
            _rule = OverflowRule.For(settings);
            _queue = new EventQueue(settings, _context, new OpenTickets(), new NoTarget());
        }

        public void Play(Step[] steps)
        {
            foreach (var step in steps)
            {
                switch (step)
                {
                    case Step.Add:
                        Add(Some.Event(level: LogEventLevel.Information));
                        break;
                    case Step.AddUrgent:
                        Add(Some.Event(level: LogEventLevel.Error));
                        break;
                    case Step.Ticket:
                        Assert.True(_queue.TryAdd(new QueueTicket()));
                        break;
                    default:
                        Take(step != Step.TakeFull, giveUp: step == Step.GiveUp);
                        break;
                }
                AssertCounts();
            }
            Assert.True(_queue.TryClose());
            while (Take(partial: false, giveUp: false))
            {
            }
            Assert.Empty(_model);
            Assert.True(_queue.TryFinish());
            AssertCounts();
        }

        public void Abandon(int count, bool inHand, int settled)
        {
            var events = Enumerable.Range(0, count).Select(i => Some.Event($"{i}")).ToArray();
            foreach (var logEvent in events) _queue.Add(logEvent, mayWait: () => true);
            var ticket = new QueueTicket();
            Assert.True(_queue.TryAdd(ticket));
            if (inHand) Assert.NotNull(_queue.TryTake(partial: true));
            if (settled > 0) Assert.True(_queue.Taken.TrySettle(new BatchStep(settled, [])));
            Assert.Equal(events[settled..], _queue.Abandon().Events);
            Assert.Equal((count - settled, true), (ticket.Dropped, _queue.Lifecycle.IsAbandoned));
            Assert.Empty(_queue.Abandon().Events);
            Assert.Empty(_queue.Taken.DropRest().Events);
            Assert.False(_queue.Taken.TrySettle(new BatchStep(1, [])));
            Assert.Null(_queue.TryTake(partial: true));
            Assert.False(_queue.TryAdd(new QueueTicket()));
            Assert.Equal(AddResult.Late, _queue.Add(Some.Event(), mayWait: () => true));
            var now = _context.Counters.Snapshot();
            Assert.Equal(
                (count + 1, settled, count - settled, 1, 0),
                (now.Accepted, now.Written, now.DroppedByShutdown, now.DroppedAfterClose, now.Pending));
        }

        void Add(LogEvent logEvent)
        {
            _accepted++;
            var decision = _rule.Decide(logEvent.Level, _model.Count);
            // Nobody makes room while this thread waits.
            var refused = decision.Action is OverflowAction.Refuse or OverflowAction.WaitForRoom;
            _overflowed += refused ? 1 : decision.DropCount;
            _model.RemoveRange(0, decision.DropCount);
            if (!refused) _model.Add(logEvent);
            Assert.Equal(refused ? AddResult.Refused : AddResult.Queued, _queue.Add(logEvent, mayWait: () => true));
        }

        bool Take(bool partial, bool giveUp)
        {
            if (_queue.TryTake(partial) is not { } first)
            {
                if (partial) Assert.Empty(_model);
                return false;
            }
            List<BatchPart> parts = [first];
            while (_queue.TryContinue() is { } next) parts.Add(next);
            LogEvent[] taken = [.. parts.SelectMany(p => p.Events)];
            if (!partial && _queue.Lifecycle.AdmitsEvents) Assert.InRange(taken.Length, 0, _batchSize);
            Assert.Equal(_model.Take(taken.Length), taken);
            _model.RemoveRange(0, taken.Length);
            var settled = giveUp ? taken.Length / 2 : taken.Length;
            Assert.True(_queue.Taken.TrySettle(new BatchStep(settled, [])));
            Assert.Equal(taken[settled..], _queue.Taken.DropRest().Events);
            _written += settled;
            _failed += taken.Length - settled;
            AssertSlicesAreSettled(parts.Count);
            _queue.Taken.Recycle();
            Assert.Null(_queue.Taken.NextSettled());
            return true;
        }

        void AssertSlicesAreSettled(int count)
        {
            for (var i = 0; i < count; i++) Assert.Equal(0, _queue.Taken.NextSettled()!.Count);
            Assert.Null(_queue.Taken.NextSettled());
        }

        void AssertCounts()
        {
            var now = _context.Counters.Snapshot();
            Assert.Equal(
                (_accepted, _written, _overflowed, _failed, _model.Count),
                (now.Accepted, now.Written, now.DroppedByOverflow, now.DroppedByFailure, now.Pending));
        }
    }
}
