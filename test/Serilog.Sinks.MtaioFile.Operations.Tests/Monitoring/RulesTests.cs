using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>Prometheus takes the rules and the configuration of docs/monitoring, and each alert is shown firing and not.</summary>
public sealed class RulesTests
{
    [RequiresFact("promtool")]
    public void PrometheusTakesTheConfigurationAndTheRules() => Promtool("check", "config", "prometheus.yml");

    [RequiresFact("promtool")]
    public void TheAlertsFireWhenTheyShouldAndOnlyThen()
    {
        Assert.Equal("promtool test rules docs/monitoring/alerts.test.yml", MonitoringDocument.Command("promtool"));
        Promtool("test", "rules", "alerts.test.yml");
    }

    [Fact]
    public void EachAlertIsShownFiringAndNot()
    {
        var shown = Load("alerts.test.yml")["tests"].Sequence().SelectMany(t => t.TrySequence("alert_rule_test"))
            .Select(t => (Name: t["alertname"].Text(), Fires: t["exp_alerts"].Sequence().Any()))
            .ToHashSet();
        Assert.All(Alerts(), alert => Assert.True(shown.Contains((alert, true)) && shown.Contains((alert, false)), alert));
    }

    [Fact]
    public void ThePageHasEachAlertAndTheConfiguration()
    {
        Assert.All(Alerts(), alert => Assert.Contains($"\n| `{alert}` | ", MonitoringDocument.Page, StringComparison.Ordinal));
        var file = System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, "prometheus.yml"));
        Assert.EndsWith($"{MonitoringDocument.Block("yaml", "scrape_configs")}\n", file, StringComparison.Ordinal);
    }

    static List<string> Alerts() =>
        [.. Load("alerts.yml")["groups"].Sequence().Single()["rules"].Sequence().Select(r => r.TryText("alert")).OfType<string>()];

    static YamlNode Load(string name) => Yaml.Load(System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, name)));

    static void Promtool(params string[] arguments) =>
        Shell.Run("env", ["-C", MonitoringDocument.Folder, "promtool", .. arguments]);
}
