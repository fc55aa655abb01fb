using System.Collections.Concurrent;
using System.Globalization;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Tests.Workers;

public sealed class WorkerPoolTests : IDisposable
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(1);

    readonly WorkerPool _pool = new("test", usualThreads: 1);
    readonly ManualResetEventSlim _release = new();

    public void Dispose()
    {
        _release.Set();
        _pool.End();
    }

    [Fact]
    public async Task EveryWakeIsFollowedByATurnAndNoTwoTurnsOfAWorkRunAtOnce()
    {
        const int Works = 50, Wakes = 2_000;
        var works = Enumerable.Range(0, Works).Select(_ => new CountingWork()).ToArray();
        var items = Array.ConvertAll(works, work => new WorkItem(_pool, work));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            var random = new Random(t);
            for (var i = 0; i < Wakes; i++)
            {
                var chosen = random.Next(Works);
                works[chosen].Add();
                items[chosen].Wake();
            }
        })));
        await Until(() => Array.TrueForAll(works, work => work.IsDone));
        Assert.DoesNotContain(works, work => work.HasOverlapped);
    }

    [Fact]
    public async Task WorkThatLeavesARestGetsItsNextTurnWithoutAWake()
    {
        var turns = 0;
        new WorkItem(_pool, new Work(() => ++turns < 5 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref turns) == 5);
    }

    [Fact]
    public async Task SleepingWorkRunsOnTheCallersThreadAndOnNoOtherMeanwhile()
    {
        var turns = 0;
        var item = new WorkItem(_pool, new Work(() => ++turns < 2 ? TimeSpan.FromHours(1) : Timeout.InfiniteTimeSpan));
        var ranOn = 0;
        Assert.True(_pool.TryRunHere(item, () =>
        {
            item.Wake();
            ranOn = Environment.CurrentManagedThreadId;
            Assert.False(_pool.TryRunHere(item, () => TimeSpan.Zero));
            Assert.Equal(0, Volatile.Read(ref turns));
            return Timeout.InfiniteTimeSpan;
        }));
        Assert.Equal(Environment.CurrentManagedThreadId, ranOn);
        await Until(() => Volatile.Read(ref turns) == 1);
        // Also while its alarm is set.
        await Until(() => _pool.TryRunHere(item, () => TimeSpan.Zero));
        await Until(() => Volatile.Read(ref turns) == 2);
    }

    [Fact]
    public async Task WorkSleepsUntilItsAlarm()
    {
        var turns = 0;
        new WorkItem(_pool, new Work(() => ++turns < 3 ? Soon : Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref turns) == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task TurnsThatHangDoNotStopOtherWork(int hanging)
    {
        for (var i = 0; i < hanging; i++) new WorkItem(_pool, new Work(Hang)).Wake();
        var turns = 0;
        new WorkItem(_pool, new Work(() => ++turns < 3 ? Soon : Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref turns) == 3);
    }

    [Fact]
    public async Task AnAlarmIsHeardWhileTheOnlyThreadHangs()
    {
        var turns = 0;
        new WorkItem(_pool, new Work(() => ++turns < 2 ? Soon : Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref turns) >= 1);
        new WorkItem(_pool, new Work(Hang)).Wake();
        await Until(() => Volatile.Read(ref turns) == 2);
    }

    [Fact]
    public async Task AThousandWorksWithShortTurnsNeedFewThreads()
    {
        var works = Enumerable.Range(0, 1_000).Select(_ => new CountingWork()).ToArray();
        var items = Array.ConvertAll(works, work => new WorkItem(_pool, work));
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < works.Length; i++)
            {
                works[i].Add();
                items[i].Wake();
            }
        }
        await Until(() => Array.TrueForAll(works, work => work.IsDone));
        Assert.InRange(_pool.ThreadCount, 1, 20);
    }

    [Fact]
    public async Task AThreadThatCannotBeStartedIsTriedAgain()
    {
        var attempts = 0;
        var pool = new WorkerPool("test", usualThreads: 1, thread =>
        {
            if (++attempts < 3) throw new InvalidOperationException("no thread");
            thread.UnsafeStart();
        });
        var turns = 0;
        new WorkItem(pool, new Work(() => ++turns < 2 ? Soon : Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref turns) == 2);
        Assert.Equal((3, 1), (attempts, pool.ThreadCount));
        pool.End();
    }

    [Fact]
    public async Task SlowWorkDoesNotHoldUpWorkThatIsNotSlow()
    {
        const int Slow = 200, Turns = 50;
        var (slowTurns, turns, isOver) = (0, 0, false);
        for (var i = 0; i < Slow; i++) new WorkItem(_pool, new Work(SlowTurn)).Wake();
        await Until(() => Volatile.Read(ref slowTurns) >= 2 * Slow);
        var before = Volatile.Read(ref slowTurns);
        var item = new WorkItem(_pool, new Work(() =>
        {
            turns++;
            return Timeout.InfiniteTimeSpan;
        }));
        for (var i = 1; i <= Turns; i++)
        {
            item.Wake();
            await Until(() => Volatile.Read(ref turns) >= i);
        }
        // In one line with the others, each of the turns would wait for a turn of all of them.
        Assert.InRange(Volatile.Read(ref slowTurns) - before, 0, Slow * Turns / 2);
        Volatile.Write(ref isOver, true);

        TimeSpan SlowTurn()
        {
            Interlocked.Increment(ref slowTurns);
            if (Volatile.Read(ref isOver)) return Timeout.InfiniteTimeSpan;
            Thread.Sleep(15);
            return TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task WorkIsTidiedAfterTurnsUntilNothingIsLeftToTidy()
    {
        var tidied = 0;
        var pool = new WorkerPool("test", usualThreads: 1, longestIdle: Soon) { Tidy = () => Interlocked.Increment(ref tidied) < 3 };
        new WorkItem(pool, new Work(() => Timeout.InfiniteTimeSpan)).Wake();
        await Until(() => Volatile.Read(ref tidied) == 3);
        pool.End();
    }

    [Fact]
    public async Task ThreadsThatWereNeededOnceLeaveAlthoughThereIsWork()
    {
        var pool = new WorkerPool("test", usualThreads: 1, longestIdle: TimeSpan.FromSeconds(1));
        for (var i = 0; i < 30; i++) new WorkItem(pool, new Work(Hang)).Wake();
        await Until(() => pool.ThreadCount >= 30);
        _release.Set();
        var busy = new WorkItem(pool, new Work(() => Timeout.InfiniteTimeSpan));
        await Until(() =>
        {
            // Idle threads are called in turn: none of them is idle for long.
            busy.Wake();
            return pool.ThreadCount <= 3;
        });
        pool.End();
    }

    [Fact]
    public async Task WhatATurnSetsOnItsThreadIsGoneAfterIt()
    {
        var seen = new ConcurrentQueue<(bool, ThreadPriority)>();
        new WorkItem(_pool, new Work(() =>
        {
            var thread = Thread.CurrentThread;
            seen.Enqueue((thread.IsBackground, thread.Priority));
            (thread.IsBackground, thread.Priority) = (false, ThreadPriority.Lowest);
            return seen.Count < 3 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        })).Wake();
        await Until(() => seen.Count == 3);
        Assert.All(seen, s => Assert.Equal((true, ThreadPriority.Normal), s));
    }

    [Fact]
    public async Task OneWorkAloneHasOneThread()
    {
        var turns = 0;
        var item = new WorkItem(_pool, new Work(() =>
        {
            turns++;
            return Soon;
        }));
        for (var i = 0; i < 100; i++) item.Wake();
        await Until(() => Volatile.Read(ref turns) >= 3);
        Assert.Equal(1, _pool.ThreadCount);
    }

    [Fact]
    public async Task CultureAndAsyncLocalsOfATurnAreGoneAfterIt()
    {
        var local = new AsyncLocal<string>();
        var seen = new ConcurrentQueue<(string, string?)>();
        local.Value = "caller";
        var item = new WorkItem(_pool, new Work(() =>
        {
            seen.Enqueue((CultureInfo.CurrentCulture.Name, local.Value));
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            local.Value = "turn";
            return seen.Count < 2 ? TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        }));
        item.Wake();
        await Until(() => seen.Count == 2);
        var (first, second) = (seen.First(), seen.Last());
        Assert.Null(first.Item2);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task AnInterruptThatATurnLeavesBehindHasNoEffect()
    {
        var turns = 0;
        var item = new WorkItem(_pool, new Work(() =>
        {
            turns++;
            Thread.CurrentThread.Interrupt();
            return turns < 3 ? Soon : Timeout.InfiniteTimeSpan;
        }));
        item.Wake();
        await Until(() => Volatile.Read(ref turns) == 3);
    }

    [Fact]
    public async Task AnEndedPoolHasNoThreadWithoutWork()
    {
        var turns = 0;
        var item = new WorkItem(_pool, new Work(() => ++turns < 2 ? Soon : Timeout.InfiniteTimeSpan));
        item.Wake();
        _pool.End();
        await Until(() => Volatile.Read(ref turns) == 2 && _pool.ThreadCount == 0);
        item.Wake();
        await Until(() => Volatile.Read(ref turns) == 3 && _pool.ThreadCount == 0);
    }

    static async Task Until(Func<bool> condition)
    {
        using var end = new CancellationTokenSource(TestTimeout);
        while (!condition()) await Task.Delay(1, end.Token);
    }

    TimeSpan Hang()
    {
        _release.Wait(TestTimeout);
        return Timeout.InfiniteTimeSpan;
    }

    sealed class Work(Func<TimeSpan> turn) : IWork
    {
        public TimeSpan RunTurn() => turn();
    }

    sealed class CountingWork : IWork
    {
        int _added, _seen, _inside;

        public bool IsDone => Volatile.Read(ref _seen) == Volatile.Read(ref _added);

        public bool HasOverlapped { get; private set; }

        public void Add() => Interlocked.Increment(ref _added);

        public TimeSpan RunTurn()
        {
            HasOverlapped |= Interlocked.Exchange(ref _inside, 1) != 0;
            _seen = Volatile.Read(ref _added);
            Volatile.Write(ref _inside, 0);
            return Timeout.InfiniteTimeSpan;
        }
    }
}
