using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>Median times, a row for each size and a column for each contender.</summary>
static class SizesTable
{
    public static TextTable For(ResultSet results, string sizeName, string unit, double scale = 1)
    {
        var table = new TextTable([sizeName, .. results.Contenders.Select(c => unit.Length == 0 ? c : $"{c} ({unit})")]);
        foreach (var size in results.Sizes)
        {
            var medians = results.Contenders.Select(
                c => results.Find(c, size) is { } m ? $"{m.Median(Metric.Nanoseconds) / scale:0.###}" : "–");
            table.Add([$"{size:0}", .. medians.Select(text => Shorter(text))]);
        }
        return table;
    }

    /// <summary>No more than three figures behind each other where there is a point.</summary>
    static string Shorter(string number) =>
        number.Contains('.', StringComparison.Ordinal) && number.Length > 5 ? number[..5].TrimEnd('.') : number;
}
