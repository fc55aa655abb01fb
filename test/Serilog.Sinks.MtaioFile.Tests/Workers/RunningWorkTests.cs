using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;
using Serilog.Sinks.MtaioFile.Workers;

namespace Serilog.Sinks.MtaioFile.Tests.Workers;

/// <summary>How many threads there are for endless work whose turns take a given time, on a clock that the test moves.</summary>
public sealed class RunningWorkTests
{
    const int UsualThreads = 4;

    readonly object _gate = new();
    readonly RunningWork _running;
    readonly WorkerPool _pool = new("test", UsualThreads);

    public RunningWorkTests() => _running = new RunningWork(_gate, UsualThreads);

    [Theory]
    [InlineData(5, false, 4)]
    [InlineData(30, false, 32)]
    [InlineData(15, true, 16)]
    [InlineData(50, true, 64)]
    [InlineData(400, false, 170)]
    [InlineData(400, true, 250)]
    [InlineData(900, true, 400)]
    public void ManyTurnsThatAreSlowHaveFewThreads(int milliseconds, bool slow, int most) =>
        Assert.InRange(MostAtOnce(TimeSpan.FromMilliseconds(milliseconds), slow, TimeSpan.FromSeconds(20), int.MaxValue), 1, most);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AThousandTurnsThatHangLeaveAThreadForOthersWithinSeconds(bool slow) =>
        Assert.Equal(1_000, MostAtOnce(TimeSpan.MaxValue, slow, TimeSpan.FromSeconds(20), 1_000));

    /// <summary>How many turns run at the same time at most.</summary>
    int MostAtOnce(TimeSpan turn, bool slow, TimeSpan duration, int works)
    {
        lock (_gate)
        {
            var (most, start) = (0, Stopwatch.GetTimestamp());
            var running = new Queue<WorkItem>();
            for (var time = TimeSpan.Zero; time < duration; time += TimeSpan.FromMilliseconds(1))
            {
                var now = Timestamps.After(start, time);
                while (running.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest.Since, now) >= turn)
                {
                    _running.RemoveLocked(running.Dequeue());
                }
                while (running.Count < works && _running.NextTurnLocked(slow, now, now) <= now) Begin(now);
                most = Math.Max(most, running.Count);
            }
            return most;

            void Begin(long now)
            {
                var item = new WorkItem(_pool, new NoWork()) { IsSlow = slow, Since = now };
                running.Enqueue(item);
                _running.AddLocked(item);
            }
        }
    }

    sealed class NoWork : IWork
    {
        public TimeSpan RunTurn() => Timeout.InfiniteTimeSpan;
    }
}
