using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Serilog.Sinks.MtaioFile.HealthChecks;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The manifests as the API of Kubernetes reads them.</summary>
public sealed class KubernetesTests
{
    readonly V1Deployment _deployment = Single<V1Deployment>("kubernetes.yaml");
    readonly V1StatefulSet _statefulSet = Single<V1StatefulSet>("statefulset.yaml");
    readonly V1DaemonSet _daemonSet = Single<V1DaemonSet>("node-agent.yaml");

    /// <summary>The manifests, and how many objects each has.</summary>
    public static TheoryData<string, int> Files => new() { { "kubernetes.yaml", 2 }, { "statefulset.yaml", 2 }, { "node-agent.yaml", 2 } };

    IEnumerable<(V1LabelSelector Selector, V1PodTemplateSpec Template)> Controllers =>
    [
        (_deployment.Spec.Selector, _deployment.Spec.Template),
        (_statefulSet.Spec.Selector, _statefulSet.Spec.Template),
        (_daemonSet.Spec.Selector, _daemonSet.Spec.Template),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryFieldIsOneOfTheApi(string file, int objects) => Assert.Equal(objects, Objects(file).Count);

    [Fact]
    public void SelectorsSelectTheirPods()
    {
        Assert.All(Controllers, c => Assert.Equal(c.Selector.MatchLabels, c.Template.Metadata.Labels));
        var service = Single<V1Service>("statefulset.yaml");
        Assert.Equal(service.Metadata.Name, _statefulSet.Spec.ServiceName);
        Assert.Equal("None", service.Spec.ClusterIP);
        Assert.Equal(service.Spec.Selector, _statefulSet.Spec.Template.Metadata.Labels);
        Assert.Equal(_statefulSet.Spec.Template.Spec.Containers[0].Ports[0].Name, service.Spec.Ports[0].TargetPort.Value);
    }

    [Fact]
    public void EachMountHasItsVolumeAndEachVolumeItsConfiguration()
    {
        foreach (var (_, template) in Controllers)
        {
            var claims = template == _statefulSet.Spec.Template ? _statefulSet.Spec.VolumeClaimTemplates : [];
            var names = template.Spec.Volumes.Select(v => v.Name).Concat(claims.Select(c => c.Metadata.Name)).Order();
            Assert.Equal(names, Containers(template).SelectMany(c => c.VolumeMounts).Select(m => m.Name).Distinct().Order());
            foreach (var volume in template.Spec.Volumes.Where(v => v.ConfigMap is not null))
            {
                var data = ConfigMap(volume.ConfigMap.Name).Data;
                var mount = template.Spec.Containers[0].VolumeMounts.Single(m => m.Name == volume.Name);
                Assert.True(mount.ReadOnlyProperty);
                Assert.Contains(mount.SubPath ?? "config.yaml", data.Keys);
            }
        }
    }

    [Fact]
    public void EveryContainerHasTheLeastRightsAndALimitForItsMemory()
    {
        foreach (var (_, template) in Controllers)
        {
            Assert.False(template.Spec.AutomountServiceAccountToken);
            Assert.Equal("RuntimeDefault", template.Spec.SecurityContext.SeccompProfile.Type);
            Assert.Equal(template != _daemonSet.Spec.Template, template.Spec.SecurityContext.RunAsNonRoot == true);
            foreach (var container in Containers(template))
            {
                Assert.True(container.SecurityContext.ReadOnlyRootFilesystem);
                Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
                Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
                foreach (var name in new[] { "cpu", "memory" })
                    Assert.InRange(container.Resources.Requests[name].ToDecimal(), 0.001m, container.Resources.Limits[name].ToDecimal());
            }
        }
    }

    [Fact]
    public void VolumesHoldWhatTheLogTakesAtMost()
    {
        var sink = JsonNode.Parse(ConfigMap("app-settings").Data["appsettings.json"])!["Serilog"]!["WriteTo"]![0]!["Args"]!;
        Assert.Equal("10MB", (string?)sink["maxBytes"]);
        var most = ((int)sink["backupCount"]! + 3) * 10_000_000m;
        var volume = _deployment.Spec.Template.Spec.Volumes.Single(v => v.Name == "logs").EmptyDir.SizeLimit.ToDecimal();

        Assert.InRange(most, volume / 2, volume);
        Assert.Equal(volume, _deployment.Spec.Template.Spec.Containers[0].Resources.Requests["ephemeral-storage"].ToDecimal());
        // A tenth for the file system.
        Assert.InRange(most * 1.1m, volume / 2, _statefulSet.Spec.VolumeClaimTemplates[0].Spec.Resources.Requests["storage"].ToDecimal());
    }

    [Fact]
    public void TheSidecarEndsAfterTheService()
    {
        Assert.Equal("Always", Assert.Single(_deployment.Spec.Template.Spec.InitContainers).RestartPolicy);
        Assert.Equal("app", Assert.Single(_deployment.Spec.Template.Spec.Containers).Name);
    }

    [Fact]
    public void TheProbesAskForThePortOfTheService()
    {
        var app = _deployment.Spec.Template.Spec.Containers[0];
        Assert.NotEqual(app.LivenessProbe.HttpGet.Path, app.ReadinessProbe.HttpGet.Path);
        foreach (var probe in new[] { app.LivenessProbe, app.ReadinessProbe })
        {
            Assert.Equal(app.Ports[0].Name, probe.HttpGet.Port.Value);
            // A call that logs may wait for BlockTimeout, which is a second.
            Assert.True(probe.TimeoutSeconds > 1);
        }
    }

    [Fact]
    public void ARolloutWaitsUntilALogThatWasNeverWrittenMakesItsPodUnready()
    {
        var probe = _deployment.Spec.Template.Spec.Containers[0].ReadinessProbe;
        const int DefaultOfFailureThreshold = 3;
        var unready = new MtaioFileHealthOptions().StalledAfter.TotalSeconds
            + (DefaultOfFailureThreshold * probe.PeriodSeconds!.Value);

        Assert.Null(probe.FailureThreshold);
        Assert.InRange(_deployment.Spec.MinReadySeconds!.Value, unready, 2 * unready);
        Assert.Equal(_deployment.Spec.MinReadySeconds, _statefulSet.Spec.MinReadySeconds);
    }

    [Fact]
    public void ThePodsOfTheStatefulSetAreThoseOfTheDeployment()
    {
        var (one, other) = (Pod(_deployment.Spec.Template), Pod(_statefulSet.Spec.Template));
        Assert.True(other["securityContext"]!.AsObject().Remove("fsGroupChangePolicy"));
        Assert.True(one["containers"]![0]!["resources"]!["requests"]!.AsObject().Remove("ephemeral-storage"));
        one["volumes"]!.AsArray().RemoveAt(0);

        Assert.Equal(one.ToJsonString(), other.ToJsonString());
    }

    [Fact]
    public void TheNodeAgentHasTheConfigurationOfTheCollectorWithThePathsOfTheKubelet()
    {
        var shipping = Manifest.Text("../shipping/otelcol.yaml");
        var (agent, single) = (Tree(ConfigMap("node-agent").Data["config.yaml"]), Tree(shipping));
        var mount = _daemonSet.Spec.Template.Spec.Containers[0].VolumeMounts[0].MountPath;
        string[] folders =
        [
            $"{mount}/*/volumes/kubernetes.io~empty-dir/{_deployment.Spec.Template.Spec.Volumes[0].Name}",
            $"{mount}/*/volumes/kubernetes.io~csi/*/mount",
        ];
        var receiver = single["receivers"]!["filelog"]!;
        string[] patterns = [.. receiver["include"]!.AsArray().Select(p => (string)p!)];
        receiver["include"] = new JsonArray([.. folders.SelectMany(f => patterns.Select(p => (JsonNode)p.With(Manifest.Folder, f)))]);
        Assert.Equal(single.ToJsonString(), agent.ToJsonString());
    }

    static V1ConfigMap ConfigMap(string name) =>
        Files.SelectMany(f => Objects((string)f[0])).OfType<V1ConfigMap>().Single(m => m.Metadata.Name == name);

    static List<object> Objects(string file) => KubernetesYaml.LoadAllFromString(Manifest.Text(file), strict: true);

    static T Single<T>(string file) => Objects(file).OfType<T>().Single();

    static IEnumerable<V1Container> Containers(V1PodTemplateSpec template) =>
        (template.Spec.InitContainers ?? []).Concat(template.Spec.Containers);

    static JsonNode Pod(V1PodTemplateSpec template) => JsonNode.Parse(KubernetesJson.Serialize(template.Spec))!;

    static JsonNode Tree(string yaml) =>
        JsonSerializer.SerializeToNode(new YamlDotNet.Serialization.Deserializer().Deserialize<object>(yaml))!;
}
