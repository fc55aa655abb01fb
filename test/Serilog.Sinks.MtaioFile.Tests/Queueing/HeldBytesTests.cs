using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Memory;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The account of the bytes of waiting events.</summary>
public sealed class HeldBytesTests
{
    const long Kilobyte = 1024, Megabyte = 1024 * Kilobyte;

    readonly object _gate = new();

    [Fact]
    public void TheBytesAreThoseOfTheEventsThatWaitWhateverComesAndGoes() =>
        Gen.Select(Gen.Int[1, 5], Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100_000]).Array[0, 200]).Sample(
            (sliceSize, steps) =>
            {
                lock (_gate)
                {
                    var process = new MemoryBudget(Megabyte);
                    var bytes = new HeldBytes(_gate, 100 * Megabyte, shareForAny: 1, process, () => false);
                    var slices = new SliceQueue(_gate, sliceSize, bytes);
                    List<long> model = [];
                    foreach (var (step, length) in steps) Play(step, length, slices, model);
                    Assert.Equal(model.Sum(), bytes.HeldLocked());
                    Assert.Equal(model.Count, slices.RemoveAllLocked().Events.Length);
                    Assert.Equal(0, bytes.HeldLocked());
                    Assert.True(process.HasRoomFor(Megabyte));
                }
            },
            iter: 1000);

    [Fact]
    public void AllQueuesHaveALimitTogetherWhichDoesNotAffectAQueueThatHoldsLittle()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(3 * Megabyte);
            var large = Queue(process);
            var small = Queue(process);
            large.AddLocked(3 * Megabyte);
            Assert.False(large.HasRoomForAnyLocked(1));
            Assert.Equal(7, large.PlacesLocked(1, places: 7));
            Assert.True(small.HasRoomForAnyLocked(10 * Kilobyte));
            small.AddLocked(60 * Kilobyte);
            Assert.False(small.HasRoomForAnyLocked(10 * Kilobyte));
            large.RemoveLocked(Megabyte);
            Assert.True(small.HasRoomForAnyLocked(10 * Kilobyte));
        }
    }

    [Fact]
    public void EventsThatAreBeingWrittenCountForTheProcessAndNotForTheirQueue()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(8 * Megabyte);
            var bytes = new HeldBytes(_gate, 3 * Megabyte, shareForAny: 1, process, () => false);
            bytes.AddLocked(3 * Megabyte);
            Assert.False(bytes.HasRoomForAnyLocked(Kilobyte));
            bytes.TakeLocked(3 * Megabyte);
            Assert.True(bytes.HasRoomForAnyLocked(Megabyte));
            Assert.False(bytes.HasRoomForAnyLocked(2 * Megabyte));
            Assert.False(process.HasRoomFor(6 * Megabyte));
            bytes.ReleaseLocked(3 * Megabyte);
            Assert.True(bytes.HasRoomForAnyLocked(3 * Megabyte));
            Assert.True(process.HasRoomFor(8 * Megabyte));
        }
    }

    [Fact]
    public void TheSecondHalfOfTheRoomIsForQueuesThatHoldLittleAndMakeProgress()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(8 * Megabyte);
            var isStuck = false;
            var large = Queue(process);
            var other = new HeldBytes(_gate, 10 * Megabyte, shareForAny: 1, process, () => isStuck);
            large.AddLocked(4 * Megabyte);
            Assert.False(large.HasRoomForAnyLocked(Kilobyte));
            Assert.Equal(7, large.PlacesLocked(Kilobyte, places: 7));
            Assert.True(other.HasRoomForAnyLocked(400 * Kilobyte));
            Assert.False(other.HasRoomForAnyLocked(600 * Kilobyte));
            isStuck = true;
            Assert.False(other.HasRoomForAnyLocked(400 * Kilobyte));
            Assert.True(other.HasRoomForAnyLocked(60 * Kilobyte));
        }
    }

    [Fact]
    public void AQueueThatMayHoldNoMoreIsFullAlsoWhereItsOwnLimitIsFar() =>
        Gen.Select(
            Gen.Long[0, 4 * Megabyte], Gen.Long[0, 4 * Megabyte], Gen.Long[0, Megabyte], Gen.Bool).Sample((others, held, taken, isStuck) =>
        {
            lock (_gate)
            {
                var process = new MemoryBudget(4 * Megabyte);
                process.Add(others);
                var queue = new HeldBytes(_gate, 3 * Megabyte, shareForAny: 1, process, () => isStuck);
                queue.AddLocked(taken);
                queue.TakeLocked(taken);
                queue.AddLocked(held);
                Assert.Equal(held == 0 || queue.HasRoomForAnyLocked(1), queue.ShareLocked() < 1);
            }
        });

    [Fact]
    public void AQueueIsFilledByWhatAllQueuesMayHoldAndAnEmptyQueueIsEmpty()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(8 * Megabyte);
            var (large, small) = (Queue(process), Queue(process));
            large.AddLocked(2 * Megabyte);
            Assert.Equal((0.5, 0), (large.ShareLocked(), small.ShareLocked()));
            process.Add(2 * Megabyte);
            Assert.Equal((1, 0), (large.ShareLocked(), small.ShareLocked()));
        }
    }

    [Fact]
    public void AnEventLargerThanTheLimitsHasRoomInAnEmptyQueueWhileTheProcessHasHalfOfItsRoom()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(4 * Megabyte);
            var queue = new HeldBytes(_gate, Megabyte, shareForAny: 1, process, () => false);
            Assert.True(queue.HasRoomForAnyLocked(100 * Megabyte));
            Assert.Equal(0, queue.PlacesLocked(100 * Megabyte, places: 7));
            process.Add(3 * Megabyte);
            Assert.False(queue.HasRoomForAnyLocked(100 * Megabyte));
            Assert.Equal(7, queue.PlacesLocked(100 * Megabyte, places: 7));
            Assert.True(queue.HasRoomForAnyLocked(60 * Kilobyte));
        }
    }

    [Fact]
    public void AQueueWithoutALimitCountsForNoOtherQueue()
    {
        lock (_gate)
        {
            var process = new MemoryBudget(Megabyte);
            var unlimited = new HeldBytes(_gate, limit: null, shareForAny: 1, process, () => false);
            unlimited.AddLocked(100 * Megabyte);
            Assert.True(unlimited.HasRoomForAnyLocked(Megabyte));
            Assert.Equal(0, unlimited.PlacesLocked(Megabyte, places: 7));
            Assert.True(process.HasRoomFor(Megabyte));
        }
    }

    [Theory]
    [InlineData(0, 256 * 1024 * 1024)]
    [InlineData(64L * 1024 * 1024 * 1024, 256 * 1024 * 1024)]
    [InlineData(512 * 1024 * 1024, 64 * 1024 * 1024)]
    public void TheLimitOfAllQueuesIsAPartOfASmallMemory(long memory, long limit) => Assert.Equal(limit, MemoryBudget.LimitFor(memory));

    [Fact]
    public void TheSizeGrowsWithTheTextWhereverItIs()
    {
        var text = new string('x', 100_000);
        LogEventPropertyValue value = new ScalarValue(text);
        LogEventPropertyValue[] places =
        [
            value,
            new ScalarValue(new byte[200_000]),
            new SequenceValue([value]),
            new StructureValue([new LogEventProperty("a", value)]),
            new DictionaryValue([KeyValuePair.Create(new ScalarValue("k"), value)]),
            new SequenceValue([new StructureValue([new LogEventProperty("a", new SequenceValue([value]))])]),
        ];
        Assert.All(places, place => Assert.InRange(SizeWith(place), 200_000, 202_000));
        Assert.InRange(SizeWith(new ScalarValue(1)), 300, 500);
        LogEventPropertyValue nested = value;
        for (var depth = 0; depth < 10_000; depth++) nested = new SequenceValue([nested]);
        Assert.InRange(SizeWith(nested), 300, 3000);
    }

    [Fact]
    public void TheSizeGrowsWithTheMessagesOfExceptions()
    {
        var text = new string('x', 100_000);
        var exception = new InvalidOperationException(text, new FormatException(text));
        Assert.InRange(SizeOf(exception), 400_000, 405_000);
        Assert.InRange(SizeOf(new AggregateException("", exception, new FormatException(text))), 600_000, 610_000);
        Assert.InRange(SizeOf(new OddException()), 2_000, 3_000);

        static long SizeOf(Exception exception) => EventSize.Of(
            new LogEvent(Some.Instant, LogEventLevel.Error, exception, Some.Event().MessageTemplate, []));
    }

    [Fact]
    public async Task AnEventThatAnotherThreadChangesHasASize()
    {
        var logEvent = Some.Event();
        using var end = new CancellationTokenSource();
        var changes = Task.Run(() =>
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty($"P{i % 100}", new ScalarValue(i)));
                logEvent.RemovePropertyIfPresent($"P{(i + 50) % 100}");
            }
        });
        for (var i = 0; i < 200_000; i++) Assert.True(EventSize.Of(logEvent) > 0);
        await end.CancelAsync();
        await changes;
    }

    /// <summary>Its message is code of the application, which the size must not run.</summary>
    sealed class OddException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }

    static long SizeWith(LogEventPropertyValue value)
    {
        var logEvent = Some.Event();
        logEvent.AddOrUpdateProperty(new LogEventProperty("P", value));
        return EventSize.Of(logEvent);
    }

    HeldBytes Queue(MemoryBudget process) => new(_gate, 10 * Megabyte, shareForAny: 1, process, () => false);

    static void Play(int step, int length, SliceQueue slices, List<long> model)
    {
        switch (step)
        {
            case 0 or 1:
                var logEvent = Some.Event(new string('x', length));
                model.Add(EventSize.Of(logEvent));
                slices.AddLocked(logEvent, model[^1]);
                break;
            case 2 when model.Count > 0:
                slices.RemoveOldestLocked(countsOnTickets: false, out _);
                model.RemoveAt(0);
                break;
            case 3 when slices.TryTakeLocked(partial: length % 2 == 0) is { } slice:
                model.RemoveRange(0, slice.Count);
                slices.NoteReleasedLocked(slice.Bytes);
                slices.RecycleLocked(slice);
                break;
        }
    }
}
