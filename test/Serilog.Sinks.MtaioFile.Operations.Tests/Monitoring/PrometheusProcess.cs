using System.Text.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>A real Prometheus with the configuration and the rules of the documentation, which looks more often.</summary>
sealed class PrometheusProcess : ServerProcess
{
    /// <param name="folder">The folder of its files.</param>
    /// <param name="services">The services that it watches.</param>
    /// <param name="nodes">The node exporters that it watches.</param>
    /// <param name="shortened">Changes the times of the alerts.</param>
    public PrometheusProcess(
        TempFolder folder, ServerProcess[] services, ServerProcess[]? nodes = null, Func<string, string>? shortened = null)
        : base(folder.Path, "prometheus", address => Arguments(folder, services, nodes ?? [], shortened ?? Immediate, address))
    {
        var count = services.Length + (nodes ?? []).Length;
        Eventually.True(() => TryGet("/-/ready") is { } answer && answer.Contains("is Ready", StringComparison.Ordinal), "Prometheus");
        Eventually.True(() => Query("up == 1").Length == count, "all targets");
    }

    /// <summary>The series of a query, each with its labels.</summary>
    public JsonElement[] Query(string expression)
    {
        using var answer = JsonDocument.Parse(Get($"/api/v1/query?query={Uri.EscapeDataString(expression)}"));
        Assert.True(answer.RootElement.GetProperty("status").GetString() == "success", $"{expression}: {answer.RootElement}");
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(r => r.Clone())];
    }

    /// <summary>Whether an alert is firing whose label has a value.</summary>
    public bool IsFiring(string alert, string label, string value) =>
        Query($"ALERTS{{alertname=\"{alert}\",alertstate=\"firing\",{label}=\"{value}\"}}").Length > 0;

    /// <summary>The number of the only series of a query.</summary>
    public double Number(string expression) => double.Parse(
        Assert.Single(Query(expression)).GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    static string[] Arguments(
        TempFolder folder, ServerProcess[] services, ServerProcess[] nodes, Func<string, string> shortened, string address)
    {
        folder.Write("alerts.yml", shortened(File("alerts.yml")));
        folder.Write("prometheus.yml", File("prometheus.yml")
            .Replace(": 15s\n", ": 250ms\n", StringComparison.Ordinal)
            .With("\"127.0.0.1:9187\"", Addresses(services))
            .With("\"127.0.0.1:9100\"", Addresses(nodes)));
        var command = MonitoringDocument.Command("prometheus ")
            .With("docs/monitoring/prometheus.yml", folder["prometheus.yml"])
            .With("/tmp/prometheus", folder["data"]);
        return [.. command.Split(' ')[1..], $"--web.listen-address={address}"];
    }

    static string Immediate(string rules) => rules.Replace("        for: 5m\n", "        for: 0s\n", StringComparison.Ordinal);

    static string Addresses(ServerProcess[] servers) => string.Join(", ", servers.Select(s => $"\"{s.Address}\""));

    static string File(string name) => System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, name));
}
