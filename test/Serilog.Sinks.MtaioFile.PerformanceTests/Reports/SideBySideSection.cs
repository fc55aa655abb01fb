using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>Time and processor time of all contenders, by format and number of producers.</summary>
static class SideBySideSection
{
    public static void Write(ReportPage page, List<ResultSet> sets)
    {
        foreach (var format in new[] { "text", "json" })
        {
            var ofFormat = sets.Where(s => s.Settings["format"] == format).OrderBy(ProducersOf).ToArray();
            foreach (var set in ofFormat) WriteOne(page, set, format);
            if (ofFormat.Length > 1) WriteProducers(page, ofFormat, format);
        }
    }

    static void WriteOne(ReportPage page, ResultSet set, string format)
    {
        var producers = ProducersOf(set);
        var what = $"{(format == "text" ? "a line of 95 bytes" : "JSON")}, {producers} {(producers == 1 ? "producer" : "producers")}";
        page.Heading($"End to end: {what}");
        Bars(page, set, $"{format}-{producers}.svg", "Time per event, end to end", Metric.Nanoseconds, what);
        if (producers == 1) Bars(page, set, $"{format}-{producers}-cpu.svg", "Processor time per event", Metric.CpuNanoseconds, what);
        page.Paragraph(Verdict.On(set, Metric.Nanoseconds, "Time") + " " + Verdict.On(set, Metric.CpuNanoseconds, "Processor time"));
        page.Table(SideBySideTable.For(set));
        page.Source(set);
    }

    static void Bars(ReportPage page, ResultSet set, string file, string title, string metric, string what)
    {
        var subtitle = $"ns, {what}; less is better; thin line: lowest to highest of {set.Settings["rounds"]} rounds; ×: to mtaio";
        page.Chart(
            file,
            $"{title}: {what}",
            BarChart.Draw(title, subtitle, set.Measurements.Select(m => (m.Contender, m[metric])), ContenderList.Mtaio));
    }

    static void WriteProducers(ReportPage page, ResultSet[] sets, string format)
    {
        page.Heading($"End to end: {format} as the number of producers grows");
        var lines = sets[0].Contenders.Where(c => c != "raw").Select(c => (c, sets.Where(s => s.Find(c) is not null)
            .Select(s => ((double)ProducersOf(s), s.Find(c)!.Median(Metric.Nanoseconds))).ToList())).ToArray();
        var chart = new LineChart(
            "Time per event by producers",
            $"ns of the clock per event, {format}, {sets[0].Machine.Cores} cores; less is better",
            "producers",
            true,
            false,
            Scale.Label);
        page.Chart($"{format}-producers.svg", $"Time per event by the number of producers, {format}", chart.Draw(lines));
        page.Paragraph("The medians of the tables above, in one picture.");
    }

    static int ProducersOf(ResultSet set) => int.Parse(set.Settings["producers"]);
}
