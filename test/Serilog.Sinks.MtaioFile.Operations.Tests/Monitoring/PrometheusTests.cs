using System.Text.Json;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>Two services, of which one cannot write its log, watched by a real Prometheus.</summary>
public sealed partial class PrometheusTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresFact("prometheus", "dotnet")]
    public void EveryQueryOfTheDashboardAndTheAlertsFindsWhatTheServicesExport()
    {
        using var good = new MonitoredServiceProcess(_folder["good"]);
        _folder.Write("obstacle", "no folder");
        using var bad = new MonitoredServiceProcess(
            _folder["bad"],
            $"--Serilog:WriteTo:0:Args:path={_folder["obstacle/orders.clef"]}",
            "--Serilog:WriteTo:0:Args:options:retryTimeLimit=0s");
        using var prometheus = new PrometheusProcess(_folder, good.Address, bad.Address);
        good.Post("/orders?count=200000");
        bad.Post("/orders?count=10");
        Eventually.True(() => prometheus.Query("serilog_mtaio_file_rotations_total > 0").Length == 1, "rotations");
        Eventually.True(() => prometheus.Query("serilog_mtaio_file_event_dropped_total > 0").Length > 0, "losses");

        Eventually.True(() => IsFiring("LogEventsLost") && IsFiring("LogFileFailing"), "the alerts");
        Assert.All(prometheus.Query("ALERTS"), a => Assert.Equal(bad.Address, Label(a, "instance")));
        Assert.All(Dashboard.Queries.Where(IsOfTheService), q => AssertHasData(q));
        Assert.All(Metrics(), m => AssertHasData(m));
        Assert.Equal("Unhealthy", bad.Get("/health"));
        Assert.Equal("Healthy", good.Get("/health"));

        bool IsFiring(string alert) =>
            prometheus.Query($"ALERTS{{alertname=\"{alert}\",alertstate=\"firing\"}}").Any(a => Label(a, "instance") == bad.Address);
        void AssertHasData(string query) => Assert.True(prometheus.Query(query).Length > 0, query);
    }

    [Fact]
    public void TheDashboardIsOneThatGrafanaImports()
    {
        var ids = Dashboard.Panels.Select(p => p.GetProperty("id").GetInt32()).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(["datasource", "path"], Dashboard.Variables.Select(v => v.GetProperty("name").GetString()));
        Assert.All(Dashboard.Panels, panel =>
        {
            Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray());
            Assert.NotEqual("", panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString());
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
        });
    }

    static string? Label(JsonElement series, string name) => series.GetProperty("metric").GetProperty(name).GetString();

    /// <summary>The node exporter is not run here.</summary>
    static bool IsOfTheService(string query) => !query.Contains("node_", StringComparison.Ordinal);

    /// <summary>The names of the metrics that the alerts use.</summary>
    static IEnumerable<string> Metrics() =>
        Metric().Matches(System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, "alerts.yml"))).Select(m => m.Value).Distinct();

    [GeneratedRegex("serilog_mtaio_file[a-z_:]+")]
    private static partial Regex Metric();
}
