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
        using var bad = ServiceThatCannotWrite();
        using var prometheus = new PrometheusProcess(_folder, [good, bad]);
        good.Post("/orders?count=200000");
        bad.Post("/orders?count=10");
        Eventually.True(() => prometheus.Query("serilog_mtaio_file_rotations_total > 0").Length == 1, "rotations");
        Eventually.True(() => prometheus.Query("serilog_mtaio_file_event_dropped_total > 0").Length > 0, "drops");

        Eventually.True(() => IsFiring("LogEventsDropped") && IsFiring("LogFileFailing"), "the alerts");
        Assert.All(prometheus.Query("ALERTS"), a => Assert.Equal(bad.Address, Label(a, "instance")));
        Assert.All(Dashboard.Queries.Where(IsOfTheService), q => AssertHasData(q));
        Assert.All(Metrics(), m => AssertHasData(m));
        Assert.Equal("Unhealthy", bad.Get("/health"));
        Assert.Equal("Healthy", good.Get("/health"));

        bool IsFiring(string alert) => prometheus.IsFiring(alert, "instance", bad.Address);
        void AssertHasData(string query) => Assert.True(prometheus.Query(query).Length > 0, query);
    }

    [RequiresFact("prometheus", "dotnet")]
    public void DropsBeforeTheFirstLookAreOnTheDashboardAndFireTheAlert()
    {
        using var bad = ServiceThatCannotWrite();
        bad.Post("/orders?count=10");
        Eventually.True(() => DropsOf(bad) == 10, "drops");
        using var prometheus = new PrometheusProcess(_folder, [bad]);
        Eventually.True(() => prometheus.IsFiring("LogEventsDropped", "instance", bad.Address), "the alert");
        Assert.Equal(10, prometheus.Number(Dashboard.Query("Events dropped in all")));
    }

    MonitoredServiceProcess ServiceThatCannotWrite()
    {
        _folder.Write("obstacle", "no folder");
        return new MonitoredServiceProcess(
            _folder["bad"],
            $"--Serilog:WriteTo:0:Args:path={_folder["obstacle/orders.clef"]}",
            "--Serilog:WriteTo:0:Args:options:retryTimeLimit=0s",
            "--Serilog:MinimumLevel:Override:Microsoft=Fatal");
    }

    static int DropsOf(MonitoredServiceProcess service) => Regex
        .Matches(service.Get("/metrics"), @"(?m)^serilog_mtaio_file_event_dropped_total\{[^}]*\} (\d+)")
        .Sum(m => int.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));

    static string? Label(JsonElement series, string name) => series.GetProperty("metric").GetProperty(name).GetString();

    /// <summary>The free space of disks is in <see cref="DiskAlertTests"/>.</summary>
    static bool IsOfTheService(string query) => !query.Contains("node_", StringComparison.Ordinal);

    /// <summary>The names of the metrics that the alerts use.</summary>
    static IEnumerable<string> Metrics() =>
        Metric().Matches(System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, "alerts.yml"))).Select(m => m.Value).Distinct();

    [GeneratedRegex("serilog_mtaio_file[a-z_:]+")]
    private static partial Regex Metric();
}
