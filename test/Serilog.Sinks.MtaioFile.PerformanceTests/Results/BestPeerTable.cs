using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Results;

/// <summary>The best peer in any of its settings, and its ratio to ours, for each kind and size.</summary>
static class BestPeerTable
{
    public static TextTable For(ResultSet results, string sizeName, Column column)
    {
        var table = new TextTable("compared with ours", sizeName, "best peer", $"{column.Heading} to mtaio");
        foreach (var group in results.Measurements.GroupBy(m => (Ours: MetricsTable.OursFor(m.Contender), m.Size)))
        {
            var peers = group.Where(m => IsPeer(m.Contender)).OrderBy(m => m.Median(column.Metric)).ToArray();
            if (peers.Length == 0 || results.Find(group.Key.Ours, group.Key.Size) is not { } ours) continue;
            var best = column.MoreIsBetter ? peers[^1] : peers[0];
            var ratio = best.Median(column.Metric) / ours.Median(column.Metric);
            table.Add(group.Key.Ours, $"{group.Key.Size:0}", best.Contender, $"{ratio:0.00}");
        }
        return table;
    }

    static bool IsPeer(string contender) => !Palette.IsOurs(contender) && !Palette.IsReference(contender.Split(' ')[0]);
}
