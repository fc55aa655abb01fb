using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The image of the Dockerfile runs as the pod of kubernetes.yaml.</summary>
[Collection(ContainersOfTheService.Name)]
public sealed partial class PodTests(ServiceImage image)
{
    const string Many = "/orders?count=600000";

    [ContainerFact]
    public void TheSidecarReadsEveryLineUpToTheLastOneOfTheService()
    {
        var settings = JsonNode.Parse(Manifest.Settings())!;
        // So one rotation comes among the last lines.
        settings["Serilog"]!["WriteTo"]![0]!["Args"]!["maxBytes"] = 100_000;
        using var pod = new Pod(image.Podman, settings: settings.ToJsonString());
        pod.Start("follow");
        pod.Start("app");
        pod.AwaitService();
        Assert.Equal("Healthy200", pod.Ask(pod.ReadinessPath));
        Eventually.True(() => pod.Output("follow").Length > 0, "the first lines");
        Assert.Equal("202", pod.Ask("/orders?count=500", "POST"));

        // In the order of the kubelet: the sidecar when all other containers have ended.
        Assert.Equal("0", pod.Stop("app"));
        Assert.Equal("0", pod.Stop("follow"));

        Assert.Equal(2, Directory.GetFiles(pod.LogFolder).Length);
        var log = string.Concat(new[] { "app.clef.1", "app.clef" }.Select(f => FileInUse.Text(Path.Combine(pod.LogFolder, f))));
        Assert.Equal(500, Orders().Count(log));
        Assert.Contains("Application is shutting down", log, StringComparison.Ordinal);
        Assert.Equal(log, pod.Output("follow"));
    }

    [ContainerFact]
    public void AContainerThatIsKilledAndStartedAgainGoesOnBehindItsLastLine()
    {
        using var pod = new Pod(image.Podman);
        var log = Path.Combine(pod.LogFolder, "app.clef");
        pod.Start("follow");
        pod.Start("app");
        pod.AwaitService();
        Assert.Equal("202", pod.Ask("/orders?count=500", "POST"));
        Eventually.True(() => Orders().Count(FileInUse.Text(log)) == 500, "all orders in the file");

        image.Podman.Run("kill", "-s", "KILL", "app");
        image.Podman.Run("wait", "app");
        image.Podman.Run("start", "app");
        pod.AwaitService();
        Assert.Equal("202", pod.Ask("/orders?count=500", "POST"));
        Assert.Equal("0", pod.Stop("app"));
        Assert.Equal("0", pod.Stop("follow"));

        Assert.Equal(1000, Orders().Count(FileInUse.Text(log)));
        Assert.Equal(FileInUse.Text(log), pod.Output("follow"));
        Assert.Equal(["app.clef"], Directory.GetFiles(pod.LogFolder).Select(Path.GetFileName));
    }

    [ContainerFact]
    public void TheContainersHaveOnlyTheRightsThatTheyNeed()
    {
        using var pod = new Pod(image.Podman);
        pod.Start("follow");
        pod.Start("app");
        pod.AwaitService();
        Assert.Equal("Healthy200", pod.Ask(pod.ReadinessPath));

        foreach (var container in new[] { "app", "follow" })
        {
            var status = pod.Execute(container, "cat", "/proc/1/status");
            Assert.Matches(@"\nCapEff:\t0+\nCapBnd:\t0+\n", status);
            Assert.Matches(@"\nNoNewPrivs:\t1\nSeccomp:\t2\n", status);
            Assert.Contains(container == "app" ? "\nUid:\t1654\t" : "\nUid:\t1655\t", status, StringComparison.Ordinal);
            foreach (var folder in new[] { "/", "/tmp", "/app", "/run" }) Assert.False(pod.Succeeds(container, "touch", $"{folder}/x"));
        }
        Assert.True(pod.Succeeds("app", "touch", "/var/log/app/x"));
        Assert.False(pod.Succeeds("app", "sh", "-c", "echo x >> /app/appsettings.json"));
        Assert.False(pod.Succeeds("follow", "touch", "/var/log/app/y"));
        Assert.Equal("640 1654 1654", pod.Execute("app", "stat", "-c", "%a %u %g", "/var/log/app/app.clef").Trim());
    }

    [ContainerFact]
    public void WithAFullVolumeTheServiceIsAliveAndReadyUntilEventsAreLost()
    {
        using var pod = new Pod(image.Podman, size: "1m", settings: SettingsWith(("queueLimit", 2000)));
        pod.Start("app");
        pod.AwaitService();
        Assert.Equal("Healthy200", pod.Ask(pod.ReadinessPath));
        Assert.Equal("Healthy200", pod.Ask(pod.LivenessPath));

        LogUntil(pod, "Degraded200");
        Assert.Equal("Healthy200", pod.Ask(pod.LivenessPath));
        Assert.Equal(0, Metric(pod, "event_dropped"));

        LogUntil(pod, "Unhealthy503");
        Assert.NotEqual(0, Metric(pod, "event_dropped"));
        Assert.Equal("Healthy200", pod.Ask(pod.LivenessPath));
        Assert.Equal("running", pod.Inspect("app", "{{.State.Status}}"));
    }

    [ContainerFact]
    public void EventsThatWaitTakeNoMoreMemoryThanTheLimitOfTheContainerAllows()
    {
        using var pod = new Pod(image.Podman, size: "1m", settings: SettingsWith(("queueLimit", "none")));
        pod.Start("app");
        pod.AwaitService();

        Assert.Equal("202", pod.Ask(Many, "POST"));

        Assert.InRange(Metric(pod, "event_dropped"), 1, 600_000);
        Assert.Equal("Healthy200", pod.Ask(pod.LivenessPath));
        Assert.Equal("running", pod.Inspect("app", "{{.State.Status}}"));
    }

    [ContainerFact]
    public void WithoutTheirLimitsTheyTakeMoreAndTheServiceFails()
    {
        using var pod = new Pod(image.Podman, size: "1m", settings: SettingsWith(("queueLimit", "none"), ("queueBytes", "none")));
        pod.Start("app");
        pod.AwaitService();

        Assert.False(pod.TryAsk(Many, "POST") == "202");
    }

    static void LogUntil(Pod pod, string health)
    {
        var answers = new List<string>();
        for (var attempt = 0; attempt < 60 && (answers.Count == 0 || answers[^1] != health); attempt++)
        {
            pod.Ask("/orders?count=500", "POST");
            answers.Add(pod.Ask(pod.ReadinessPath));
        }
        Assert.Equal(health, answers[^1]);
    }

    /// <summary>The sum of an instrument, 0 if it has no value yet.</summary>
    static double Metric(Pod pod, string name) =>
        Regex.Matches(pod.Ask("/metrics"), $@"^serilog_mtaio_file_{name}\w*\{{[^\n]*?\}} (\S+)", RegexOptions.Multiline)
            .Sum(m => double.Parse(m.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));

    static string SettingsWith(params (string Name, JsonNode Value)[] batching)
    {
        var settings = JsonNode.Parse(Manifest.Settings())!;
        Manifest.SinkOptions(settings)["batching"] = new JsonObject(batching.Select(b => KeyValuePair.Create(b.Name, (JsonNode?)b.Value)));
        return settings.ToJsonString();
    }

    [GeneratedRegex("is written with", RegexOptions.None, 1000)]
    private static partial Regex Orders();
}
