using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The dashboard has what Grafana needs to import it. Grafana itself is not run.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void TheDashboardIsOneThatGrafanaImports()
    {
        var ids = Dashboard.Panels.Select(p => p.GetProperty("id").GetInt32()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(["datasource", "instance", "path"], Dashboard.Variables.Select(v => v.GetProperty("name").GetString()));
        Assert.All(Dashboard.Panels, panel =>
        {
            Assert.NotEqual("", panel.GetProperty("title").GetString());
            Assert.Contains(panel.GetProperty("type").GetString(), (string[])["stat", "gauge", "timeseries"]);
            Assert.NotEqual("", panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString());
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            var targets = Targets(panel);
            Assert.NotEmpty(targets);
            Assert.Distinct(targets.Select(t => t.GetProperty("refId").GetString()));
            Assert.All(targets, t => Assert.Equal("${datasource}", t.GetProperty("datasource").GetProperty("uid").GetString()));
        });
    }

    [Fact]
    public void NoPanelCoversAnother()
    {
        var cells = Dashboard.Panels.SelectMany(p => Cells(p.GetProperty("gridPos"))).ToList();
        Assert.Distinct(cells);
        Assert.All(cells, c => Assert.InRange(c.X, 0, 23));

        static IEnumerable<(int X, int Y)> Cells(JsonElement place) =>
            from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
            from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
            select (x, y);
    }

    /// <summary>A file that becomes a part of the sum would show its old drops and events again.</summary>
    [Fact]
    public void EachQueryOfTheServiceLeavesOutTheSumOfClosedFilesAndIsChosenByTheVariables()
    {
        string[] matchers = ["instance=~\"$instance\"", "file_path=~\"$path\"", "file_path!=\"(other closed files)\""];
        var selectors = Dashboard.Panels.SelectMany(Targets).Select(t => t.GetProperty("expr").GetString()!)
            .SelectMany(e => e.Split("serilog_mtaio_file")[1..])
            .Select(s => s[s.IndexOf('{', StringComparison.Ordinal)..]);
        Assert.All(selectors, s => Assert.StartsWith($"{{{string.Join(',', matchers)}}}", s, StringComparison.Ordinal));
    }

    [Fact]
    public void OnlyPanelsOfOneNumberAskForTheWholeTimeRangeAndTheyAskOnce() =>
        Assert.All(Dashboard.Panels, panel => Assert.All(Targets(panel), t =>
        {
            var asksForRange = t.GetProperty("expr").GetString()!.Contains("$__range", StringComparison.Ordinal);
            Assert.Equal(asksForRange, t.TryGetProperty("instant", out var isInstant) && isInstant.GetBoolean());
            if (asksForRange) Assert.Equal("stat", panel.GetProperty("type").GetString());
        }));

    static List<JsonElement> Targets(JsonElement panel) => [.. panel.GetProperty("targets").EnumerateArray()];
}
