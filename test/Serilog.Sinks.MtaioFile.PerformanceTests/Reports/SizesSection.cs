using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>What grows with the number of archives, and what with the number of properties.</summary>
static class SizesSection
{
    public static void WriteArchives(ReportPage page, List<ResultSet> sets)
    {
        foreach (var set in sets)
        {
            page.Heading("A rotation as the number of archives grows");
            var chart = new LineChart(
                "Time of an event that rotates the file",
                "both scales logarithmic; all archives are kept; less is better",
                "archives in the folder",
                true,
                true,
                Scale.Duration);
            page.Chart("archives.svg", "Time of a rotation by the number of archives", chart.Draw(LinesOf(set)));
            page.Paragraph("""
                Every event goes to a file of its own, and no archive is deleted: the worst case. Numbered names (`app.log.1` is always
                the newest; ours by default, log4net) have to be shifted, one rename for each archive; ours
                shift in the background if they are more than 100. Dated names and running numbers (NLog, Serilog.Sinks.File) stay. The
                caller waits for the rotation here, since ours is used through `AuditTo`; on `WriteTo` the worker does it.
                """);
            page.Table(SizesTable.For(set, "archives", "µs", scale: 1000));
            page.Source(set);
        }
    }

    public static void WriteProperties(ReportPage page, List<ResultSet> sets)
    {
        foreach (var set in sets)
        {
            page.Heading("An event as its properties grow in number");
            var chart = new LineChart(
                "Time per event by properties",
                "ns, end to end, one producer; whole numbers, strings, fractions in turn; less is better",
                "properties of an event",
                false,
                false,
                Scale.Label);
            page.Chart("properties.svg", "Time per event by the number of properties", chart.Draw(LinesOf(set)));
            page.Table(SizesTable.For(set, "properties", "ns"));
            page.Source(set);
        }
    }

    static (string Name, List<(double X, double Y)> Points)[] LinesOf(ResultSet set) =>
        [
            .. set.Contenders.Select(
                c => (c, set.Measurements.Where(m => m.Contender == c).Select(m => (m.Size, m.Median(Metric.Nanoseconds))).ToList())),
        ];
}
