using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Latency;

/// <summary>The child that times the calls of one contender.</summary>
static class LatencyRun
{
    public const string Command = "latency-run";

    /// <summary>Paced calls that are not counted; the first of them find everything cold.</summary>
    const int BurstsBefore = 10;

    public static int BurstsFor(int seconds) => seconds * PacedRun.EventsPerSecond / PacedRun.EventsPerBurst;

    public static int EventsFor(int seconds) => (BurstsBefore + BurstsFor(seconds)) * PacedRun.EventsPerBurst;

    public static Dictionary<string, double> Run(Arguments arguments)
    {
        var seconds = arguments.Number("--seconds", 5);
        var setup = new Setup(arguments.Text("--path")!, arguments.Text("--format") == "json", SampleEvent.FirstNumber, EventsFor(seconds));
        using var contender = WarmUp.Run(setup, s => Create(arguments.Word(0), s));
        var paced = new PacedRun(contender);
        paced.Run(WarmUp.FirstMeasured, BurstsBefore);
        var rotatedBefore = RotationsOf(contender);
        GC.Collect();
        var times = paced.Run(WarmUp.FirstMeasured + (BurstsBefore * PacedRun.EventsPerBurst), BurstsFor(seconds));
        var rotations = RotationsOf(contender) - rotatedBefore;
        contender.Dispose();
        return Percentiles(times, rotations);
    }

    static Contender Create(string name, Setup setup) =>
        name == RotatingContender.Name ? new RotatingContender(setup) : ContenderList.Create(name, setup);

    static long RotationsOf(Contender contender) => contender is RotatingContender rotating ? rotating.Rotations : 0;

    static Dictionary<string, double> Percentiles(long[] times, long rotations)
    {
        Array.Sort(times);
        return new(StringComparer.Ordinal)
        {
            [Metric.P50] = At(times, 0.5),
            [Metric.P99] = At(times, 0.99),
            [Metric.P999] = At(times, 0.999),
            [Metric.Max] = At(times, 1),
            [Metric.Rotations] = rotations,
        };
    }

    static double At(long[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1] * 1e9 / Stopwatch.Frequency;
}
