using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>The medians of a side-by-side run, the fastest first.</summary>
static class SideBySideTable
{
    public static TextTable For(ResultSet results)
    {
        var table = new TextTable(
            "contender", "ns/event", "min–max", "to mtaio", "to null", "CPU ns/event", "allocated B/event", "peak MB");
        foreach (var run in results.Measurements.OrderBy(m => m.Median(Metric.Nanoseconds)))
        {
            var time = run[Metric.Nanoseconds];
            table.Add(
                run.Contender,
                $"{time.Median:0}",
                $"{time.Min:0}–{time.Max:0}",
                Ratio(results, time.Median, ContenderList.Mtaio),
                Ratio(results, time.Median, ContenderList.Null),
                $"{run.Median(Metric.CpuNanoseconds):0}",
                $"{run.Median(Metric.AllocatedBytes):0.0}",
                $"{run.Median(Metric.PeakMegabytes):0}");
        }
        return table;
    }

    static string Ratio(ResultSet results, double nanoseconds, string to) =>
        results.Find(to) is { } other ? $"{nanoseconds / other.Median(Metric.Nanoseconds):0.00}" : "–";
}
