namespace Serilog.Sinks.MtaioFile.PerformanceTests.ManySinks;

/// <summary>The names of what is measured with many sinks.</summary>
static class ManySinksMetric
{
    public const string Create = "create-ms";
    public const string UnusedHeap = "unused-sink-bytes";
    public const string FirstCalls = "first-event-calls-ms";
    public const string FirstOnDisk = "first-event-on-disk-ms";
    public const string IdleHeap = "idle-sink-bytes";
    public const string Calls = "100-events-calls-ms";
    public const string OnDisk = "100-events-on-disk-ms";
    public const string Threads = "threads";
    public const string Pause = "gen-0-pause-us";
    public const string CollectMetrics = "metrics-ms";
    public const string CollectMetricsBytes = "metrics-allocated-bytes";
    public const string ShortLived = "short-lived-us";
    public const string DisposeAll = "dispose-all-ms";
    public const string Exit = "process-exit-ms";
}
