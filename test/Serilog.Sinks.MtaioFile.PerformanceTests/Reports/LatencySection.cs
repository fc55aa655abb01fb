using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Latency;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>How long single calls keep their callers.</summary>
static class LatencySection
{
    static readonly string[] Names = ["p50", "p99", "p99.9"];
    static readonly string[] Metrics = [Metric.P50, Metric.P99, Metric.P999];

    public static void Write(ReportPage page, List<ResultSet> sets)
    {
        foreach (var set in sets)
        {
            var format = set.Settings["format"];
            page.Heading($"A single call: {format}, 50,000 events a second");
            var rows = set.Measurements.Select(m => (m.Contender, Metrics.Select(metric => Math.Max(1, m.Median(metric))).ToArray()));
            var subtitle = $"logarithmic; {format}; medians of {set.Settings["rounds"]} rounds; less is better";
            page.Chart(
                $"latency-{format}.svg",
                $"Percentiles of the time of a call, {format}",
                PercentileChart.Draw("Time of a call at 50,000 events a second", subtitle, Names, rows));
            page.Paragraph($"""
                One thread logs 2,000 events 10 µs apart, rests 20 ms, and begins anew; each call is timed, the timing itself
                (some 20–40 ns) included. `{RotatingContender.Name}` is ours while its file is rotated every 100 ms and compressed in
                the background. A call that the garbage collector or the system interrupts counts like any other: that is what the
                null sink's p99.9 and maximum show.
                {Verdict.On(set, Metric.P50, "p50")} {Verdict.On(set, Metric.P999, "p99.9")}
                """);
            page.Table(LatencyTable.For(set));
            page.Source(set);
        }
    }
}
