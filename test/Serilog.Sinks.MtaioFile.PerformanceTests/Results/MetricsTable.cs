using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>A metric as a column of a table.</summary>
/// <param name="Heading">The heading, with the unit.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Scale">How many of the metric's units make one of the column's.</param>
/// <param name="RatioToOurs">Whether the next column compares with ours.</param>
/// <param name="MoreIsBetter">Whether the best has the most.</param>
sealed record Column(string Heading, string Metric, double Scale = 1, bool RatioToOurs = false, bool MoreIsBetter = false);

/// <summary>Medians of any metrics, a row for each contender, the rows of one kind and size together.</summary>
static class MetricsTable
{
    public static TextTable For(ResultSet results, string sizeName, params Column[] columns)
    {
        var table = new TextTable(
            ["contender", sizeName, .. columns.SelectMany(c => c.RatioToOurs ? [c.Heading, "to mtaio"] : new[] { c.Heading })]);
        foreach (var run in results.Measurements.GroupBy(m => (OursFor(m.Contender), m.Size)).SelectMany(group => group))
            table.Add([run.Contender, $"{run.Size:0}", .. columns.SelectMany(c => Cells(results, run, c))]);
        return table;
    }

    static string[] Cells(ResultSet results, Measurement run, Column column)
    {
        var value = Cell(run, column);
        if (!column.RatioToOurs) return [value];
        var ours = results.Find(OursFor(run.Contender), run.Size);
        var hasBoth = ours is not null && ours.Values.ContainsKey(column.Metric) && run.Values.ContainsKey(column.Metric);
        return [value, hasBoth ? $"{run.Median(column.Metric) / ours!.Median(column.Metric):0.00}" : "–"];
    }

    static string Cell(Measurement run, Column column)
    {
        if (!run.Values.ContainsKey(column.Metric)) return "–";
        var value = run.Median(column.Metric) / column.Scale;
        return value >= 100 ? $"{value:0}" : $"{value:0.0}";
    }

    /// <summary>A contender is a name and, where the command varies the kind of events, that kind.</summary>
    public static string OursFor(string contender) =>
        contender.Split(' ', 2) is [_, var kind] ? $"{ContenderList.Mtaio} {kind}" : ContenderList.Mtaio;
}
