namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>The names of what is measured. Times are per event, call or rotation unless the name says otherwise.</summary>
static class Metric
{
    public const string Nanoseconds = "ns";
    public const string Milliseconds = "ms";
    public const string CpuMilliseconds = "cpu-ms";
    public const string CpuNanoseconds = "cpu-ns";
    public const string AllocatedBytes = "allocated-bytes";
    public const string PeakMegabytes = "peak-mb";
    public const string Megabytes = "mb";
    public const string P50 = "p50-ns";
    public const string P99 = "p99-ns";
    public const string P999 = "p99.9-ns";
    public const string Max = "max-ns";
    public const string LinesPerSecond = "lines-per-second";
    public const string Fairness = "slowest-to-fastest-percent";
    public const string OpenNanoseconds = "begin-ns";
    public const string EndNanoseconds = "end-ns";
    public const string HeapBytes = "heap-bytes";
    public const string Rotations = "rotations";
}
