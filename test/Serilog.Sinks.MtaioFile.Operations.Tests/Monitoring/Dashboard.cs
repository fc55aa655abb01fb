using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>docs/monitoring/dashboard.json.</summary>
static class Dashboard
{
    static readonly JsonElement Root =
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, "dashboard.json"))).RootElement;

    public static IEnumerable<JsonElement> Panels => Root.GetProperty("panels").EnumerateArray();

    public static IEnumerable<JsonElement> Variables => Root.GetProperty("templating").GetProperty("list").EnumerateArray();

    /// <summary>The queries, with the variables replaced as Grafana does.</summary>
    public static IEnumerable<string> Queries => Panels.SelectMany(QueriesOf);

    /// <summary>The query of a panel that has one.</summary>
    public static string Query(string title) => Assert.Single(QueriesOf(Panels.Single(p => p.GetProperty("title").GetString() == title)));

    static IEnumerable<string> QueriesOf(JsonElement panel) =>
        from target in panel.GetProperty("targets").EnumerateArray()
        select target.GetProperty("expr").GetString()!
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$__range", "3h", StringComparison.Ordinal)
            .Replace("$instance", ".*", StringComparison.Ordinal)
            .Replace("$path", ".*", StringComparison.Ordinal);
}
