using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>How long callers wait for a worker that makes no progress.</summary>
public sealed class PatienceTests
{
    static readonly Task Never = new TaskCompletionSource().Task;

    [Fact]
    public void IfTheFileCouldNeverBeOpenedAllWaitsTogetherAreShort()
    {
        var worker = new HopelessWorker();
        var patience = new Patience(worker, new ExitWatch(worker));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 10; i++) Assert.False(patience.Wait(Never, TimeSpan.FromMinutes(1)));
        // One wait of a second and nine of 100 ms, not ten of a second.
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 1, 6);
    }

    sealed class HopelessWorker : IWorkerCondition
    {
        public bool IsHopeless => true;

        public long HoldingCall => 0;
    }
}
