using Serilog.Sinks.MtaioFile.PerformanceTests.Charts;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>Says in a sentence who is ahead of ours, by the medians.</summary>
static class Verdict
{
    public static string On(ResultSet results, string metric, string subject)
    {
        if (results.Find(ContenderList.Mtaio) is not { } ours) return "";
        var own = ours.Median(metric);
        var peers = results.Measurements
            .Where(m => !Palette.IsOurs(m.Contender) && !Palette.IsReference(m.Contender))
            .Select(m => (m.Contender, Ratio: m.Median(metric) / own))
            .OrderBy(p => p.Ratio)
            .ToArray();
        if (peers.Length == 0) return "";
        var ahead = peers.Where(p => p.Ratio < 1).Select(p => $"{p.Contender} ({p.Ratio:0.00} of ours)").ToArray();
        if (ahead.Length > 0) return $"{subject}: ahead of ours here: {string.Join(", ", ahead)}.";
        var (next, last) = (peers[0], peers[^1]);
        return $"{subject}: ours is the lowest; the next, {next.Contender}, has {next.Ratio:0.00} times as much, " +
            $"the last, {last.Contender}, {last.Ratio:0.00} times.";
    }
}
