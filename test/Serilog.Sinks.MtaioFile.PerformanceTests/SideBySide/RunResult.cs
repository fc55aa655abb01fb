using Serilog.Sinks.MtaioFile.PerformanceTests.Results;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>What one run of one contender has cost, per event.</summary>
/// <param name="Nanoseconds">From the first call until everything is written and closed.</param>
/// <param name="CpuNanoseconds">The processor time of the whole process meanwhile.</param>
/// <param name="AllocatedBytes">The bytes allocated meanwhile.</param>
/// <param name="PeakMegabytes">The largest resident memory of the process.</param>
sealed record RunResult(double Nanoseconds, double CpuNanoseconds, double AllocatedBytes, double PeakMegabytes)
{
    public Dictionary<string, double> ToValues() => new(StringComparer.Ordinal)
    {
        [Metric.Nanoseconds] = Nanoseconds,
        [Metric.CpuNanoseconds] = CpuNanoseconds,
        [Metric.AllocatedBytes] = AllocatedBytes,
        [Metric.PeakMegabytes] = PeakMegabytes,
    };
}
