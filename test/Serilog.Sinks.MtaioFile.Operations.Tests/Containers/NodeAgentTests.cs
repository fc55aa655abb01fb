using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The rights of the DaemonSet in node-agent.yaml, in Podman; its program is not run.</summary>
[Collection(ContainersOfTheService.Name)]
public sealed class NodeAgentTests(ServiceImage image)
{
    const string Pods = "/run/pods", Log = "4711/volumes/kubernetes.io~empty-dir/logs/app.clef";

    static YamlNode Spec => Manifest.Documents("node-agent.yaml")[1]["spec"]["template"]["spec"];

    [ContainerFact]
    public void TheAgentReadsTheFilesOfOtherUsersAndCanChangeNone()
    {
        var log = $"{Spec["containers"][0]["volumeMounts"][0]["mountPath"].Text()}/{Log}";
        image.Podman.RunBeside(
            "sh", "-ec", "umask 0027; mkdir -p ${0%/*}; echo line > $0; chown 1654:1654 $0 ${0%/*}; chmod 0640 $0", $"{Pods}/{Log}");
        try
        {
            Assert.Equal("line\n", image.Podman.Run(Words($"cat {log}")));
            Assert.False(image.Podman.Succeeds(Words($"echo x >> {log}")));
            Assert.False(image.Podman.Succeeds(Words("touch /x")));
            Assert.False(image.Podman.Succeeds(Words("touch /var/lib/kubelet/pods/x")));
            // Root without its one capability is a user like others.
            Assert.False(image.Podman.Succeeds([.. Words($"cat {log}").Where(w => !w.StartsWith("--cap-add", StringComparison.Ordinal))]));
        }
        finally
        {
            image.Podman.RunBeside("rm", "-r", Pods);
        }
    }

    static string[] Words(string command)
    {
        var mount = Spec["containers"][0]["volumeMounts"][0];
        var volume = $"--volume={Pods}:{mount["mountPath"].Text()}:{(mount.TryText("readOnly") == "true" ? "ro" : "rw")}";
        string[] machine = ["run", "--rm", "--network=none", "-v", ServiceImage.Usr, "--entrypoint=sh"];
        return [.. machine, .. Pod.Rights(Spec, Spec["containers"][0]), volume, ServiceImage.Name, "-c", command];
    }
}
