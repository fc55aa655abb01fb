using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Latency;

/// <summary>The medians of percentiles, the shortest p50 first.</summary>
static class LatencyTable
{
    public static TextTable For(ResultSet results)
    {
        var table = new TextTable("contender", "p50 ns", "p50 to null", "p99 ns", "p99.9 ns", "p99.9 min–max", "max ns", "rotations");
        foreach (var run in results.Measurements.OrderBy(m => m.Median(Metric.P50)))
        {
            var ratio = results.Find(ContenderList.Null) is { } other ? $"{run.Median(Metric.P50) / other.Median(Metric.P50):0.00}" : "–";
            var late = run[Metric.P999];
            table.Add(run.Contender, $"{run.Median(Metric.P50):0}", ratio, $"{run.Median(Metric.P99):0}", $"{late.Median:0}",
                $"{late.Min:0}–{late.Max:0}", $"{run.Median(Metric.Max):0}", $"{run.Median(Metric.Rotations):0}");
        }
        return table;
    }
}
