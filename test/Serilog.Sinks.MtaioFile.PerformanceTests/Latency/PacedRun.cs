using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Latency;

/// <summary>
/// Logs 50 000 events a second from one thread and times each call: 2 000 events at a distance of 10 µs, which the thread waits for by
/// spinning, then a rest of 20 ms, so that it neither holds a core for good nor finds it cold too often.
/// </summary>
sealed class PacedRun(Contender contender)
{
    public const int EventsPerSecond = 50_000;
    public const int EventsPerBurst = 2_000;

    static readonly long Distance = Stopwatch.Frequency / EventsPerSecond / 2;
    static readonly long BurstLength = Stopwatch.Frequency * EventsPerBurst / EventsPerSecond;

    /// <summary>Returns how long each call took, in ticks of the stopwatch.</summary>
    public long[] Run(int first, int bursts)
    {
        var times = new long[bursts * EventsPerBurst];
        var start = Stopwatch.GetTimestamp();
        for (var burst = 0; burst < bursts; burst++)
        {
            var began = Math.Max(Stopwatch.GetTimestamp(), start + (burst * BurstLength));
            Burst(began, first + (burst * EventsPerBurst), times.AsSpan(burst * EventsPerBurst, EventsPerBurst));
            var rest = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), start + ((burst + 1) * BurstLength));
            if (rest > TimeSpan.Zero) Thread.Sleep(rest);
        }
        return times;
    }

    void Burst(long start, int first, Span<long> times)
    {
        for (var i = 0; i < times.Length; i++)
        {
            var due = start + (i * Distance);
            while (Stopwatch.GetTimestamp() < due) Thread.SpinWait(1);
            var before = Stopwatch.GetTimestamp();
            contender.Write(first + i);
            times[i] = Stopwatch.GetTimestamp() - before;
        }
    }
}
