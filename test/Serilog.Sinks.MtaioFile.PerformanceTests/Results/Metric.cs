namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>The names of what is measured. All but the peak of memory are per event, call or rotation.</summary>
static class Metric
{
    public const string Nanoseconds = "ns";
    public const string CpuNanoseconds = "cpu-ns";
    public const string AllocatedBytes = "allocated-bytes";
    public const string PeakMegabytes = "peak-mb";
    public const string P50 = "p50-ns";
    public const string P99 = "p99-ns";
    public const string P999 = "p99.9-ns";
    public const string Max = "max-ns";
    public const string Rotations = "rotations";
}
