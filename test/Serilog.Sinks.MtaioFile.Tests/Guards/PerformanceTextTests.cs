using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The figures in the README are those of the committed results.</summary>
public sealed class PerformanceTextTests
{
    const string Results = "test/Serilog.Sinks.MtaioFile.PerformanceTests/results/";

    [Theory]
    [InlineData("Serilog without a sink", "null")]
    [InlineData("**MtaioFile**", "mtaio")]
    [InlineData("log4net", "log4net-best")]
    [InlineData("Serilog.Sinks.File, buffered", "file-buffered")]
    [InlineData("ZLogger", "zlogger-best")]
    [InlineData("NLog, asynchronous", "nlog-best")]
    [InlineData("Serilog.Sinks.Async and File, buffered", "async-file")]
    [InlineData("Serilog.Sinks.File", "file")]
    public void EveryRowHasTheCommittedMediansAndRatios(string name, string contender)
    {
        var row = Regex.Match(Snippets.Read("README.md"), $@"(?m)^\| {Regex.Escape(name)} \| (.*) \|$");
        Assert.True(row.Success, $"the README has no row for {name}");
        var shown = row.Groups[1].Value.Replace("*", "", StringComparison.Ordinal).Split(" | ");
        Assert.Equal(
            [.. Figures("text-1.json", contender, "ns", "cpu-ns"), .. Figures("json-1.json", contender, "ns")],
            [shown[0], shown[1], shown[2], shown[3], shown[4]]);
    }

    /// <summary>The median, its ratio to ours, and the median of what else is asked for; dashes for who takes no part.</summary>
    static IEnumerable<string> Figures(string file, string contender, string metric, params string[] more)
    {
        var measurements = JsonDocument.Parse(Snippets.Read(Results + file)).RootElement
            .GetProperty("Measurements")
            .EnumerateArray()
            .ToArray();
        if (Median(measurements, contender, metric) is not { } median) return ["–", "–"];
        var ratio = median / Median(measurements, "mtaio", metric)!.Value;
        return
        [
            median.ToString("0", CultureInfo.InvariantCulture),
            contender == "mtaio" ? "1" : ratio.ToString("0.0", CultureInfo.InvariantCulture),
            .. more.Select(m => Median(measurements, contender, m)!.Value.ToString("0", CultureInfo.InvariantCulture)),
        ];
    }

    static double? Median(JsonElement[] measurements, string contender, string metric)
    {
        foreach (var measurement in measurements)
        {
            if (measurement.GetProperty("Contender").GetString() != contender) continue;
            var values = measurement.GetProperty("Values")
                .GetProperty(metric)
                .EnumerateArray()
                .Select(v => v.GetDouble())
                .Order()
                .ToArray();
            return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        }
        return null;
    }
}
