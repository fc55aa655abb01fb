using System.Text.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>
/// The pod of kubernetes.yaml in Podman. Each field of a container that says how it runs becomes the flag of Podman that says the same.
/// The volume gets the group and the mode that the kubelet gives to an emptyDir of a pod with an fsGroup.
/// </summary>
sealed class Pod : IDisposable
{
    const string Volume = "/run/volume";

    readonly Podman _podman;
    readonly TempFolder _folder = new();
    readonly YamlNode _pod = Manifest.Pod;

    /// <param name="podman">Podman, which has the image of the containers.</param>
    /// <param name="size">The size of the volume.</param>
    /// <param name="settings">The settings of the application; null = those of the manifest.</param>
    public Pod(Podman podman, string size = "200m", string? settings = null)
    {
        _podman = podman;
        podman.RunBeside("mkdir", Volume);
        podman.RunBeside("mount", "-t", "tmpfs", "-o", $"size={size},mode=2777,gid={Group}", "tmpfs", Volume);
        Shell.Run("chmod", "0755", _folder.Path);
        _folder.Write("appsettings.json", settings ?? Manifest.Settings());
    }

    string Group => _pod["securityContext"]["fsGroup"].Text();

    public string LivenessPath => Container("app")["livenessProbe"]["httpGet"]["path"].Text();

    public string ReadinessPath => Container("app")["readinessProbe"]["httpGet"]["path"].Text();

    string Port => Container("app")["ports"][0]["containerPort"].Text();

    public string LogFolder => _podman.Root + Volume;

    public void Start(string container) =>
        _podman.Run(["run", "-d", "--name", container, "--network=none", "-v", ServiceImage.Usr, .. Words(Container(container))]);

    /// <summary>SIGTERM, and SIGKILL when the grace period of the manifest is over; returns the exit code.</summary>
    public string Stop(string container)
    {
        _podman.Run("stop", "-t", _pod["terminationGracePeriodSeconds"].Text(), container);
        return Inspect(container, "{{.State.ExitCode}}");
    }

    public string Inspect(string container, string format) => _podman.Run("inspect", "-f", format, container).Trim();

    public string Execute(string container, params string[] words) => _podman.Run(["exec", container, .. words]);

    public bool Succeeds(string container, params string[] words) => _podman.Succeeds(["exec", container, .. words]);

    public string Output(string container) => _podman.Run("logs", container);

    /// <summary>The text and the status of an answer, at an address that is not the usual one of the machine itself.</summary>
    public string Ask(string path, string method = "GET") =>
        Execute("app", "curl", "-s", "--max-time", "300", "-X", method, "-w", "%{http_code}", $"http://127.0.0.2:{Port}{path}");

    /// <summary>The same, or null without an answer.</summary>
    public string? TryAsk(string path, string method)
    {
        try
        {
            return Ask(path, method);
        }
        catch (Xunit.Sdk.XunitException)
        {
            return null;
        }
    }

    /// <summary>Waits until the service listens.</summary>
    public void AwaitService()
    {
        Eventually.True(() => Succeeds("app", "curl", "-s", $"http://127.0.0.2:{Port}{LivenessPath}"), "the service");
    }

    public void Dispose()
    {
        _podman.Run("rm", "-f", "-t", "0", "-a");
        _podman.RunBeside("umount", Volume);
        _podman.RunBeside("rmdir", Volume);
        _folder.Dispose();
    }

    YamlNode Container(string name) =>
        _pod["initContainers"].Sequence().Concat(_pod["containers"].Sequence()).Single(c => c["name"].Text() == name);

    IEnumerable<string> Words(YamlNode container)
    {
        foreach (var word in Rights(_pod, container)) yield return word;
        foreach (var variable in container.TryNode("env")?.Sequence() ?? [])
            yield return $"--env={variable["name"].Text()}={variable["value"].Text()}";
        foreach (var mount in container["volumeMounts"].Sequence()) yield return MountWord(mount);
        if (container.TryNode("command") is { } command) yield return $"--entrypoint={JsonSerializer.Serialize(Manifest.Texts(command))}";
        yield return container["image"].Text();
    }

    /// <summary>The user, the rights and the limits of a container.</summary>
    public static IEnumerable<string> Rights(YamlNode pod, YamlNode container)
    {
        var (shared, own) = (pod["securityContext"], container["securityContext"]);
        yield return $"--user={own.TryText("runAsUser") ?? shared["runAsUser"].Text()}:{shared["runAsGroup"].Text()}";
        if (shared.TryText("fsGroup") is { } group) yield return $"--group-add={group}";
        if (own.TryText("readOnlyRootFilesystem") == "true")
        {
            yield return "--read-only";
            yield return "--read-only-tmpfs=false";
        }
        if (own.TryText("allowPrivilegeEscalation") == "false") yield return "--security-opt=no-new-privileges";
        var capabilities = own.TryNode("capabilities");
        foreach (var capability in capabilities?.TryNode("drop")?.Sequence() ?? []) yield return $"--cap-drop={capability.Text()}";
        foreach (var capability in capabilities?.TryNode("add")?.Sequence() ?? []) yield return $"--cap-add={capability.Text()}";
        if (shared.TryNode("seccompProfile")?.TryText("type") != "RuntimeDefault") yield return "--security-opt=seccomp=unconfined";
        foreach (var word in Limits(container["resources"]["limits"])) yield return word;
    }

    static IEnumerable<string> Limits(YamlNode limits)
    {
        yield return $"--memory={limits["memory"].Text().Replace("Mi", "m", StringComparison.Ordinal)}";
        var cpu = limits["cpu"].Text();
        yield return $"--cpus={(cpu.EndsWith('m') ? $"0.{cpu[..^1]}" : cpu)}";
    }

    string MountWord(YamlNode mount)
    {
        var from = mount["name"].Text() == "logs" ? Volume : _folder[mount["subPath"].Text()];
        return $"--volume={from}:{mount["mountPath"].Text()}:{(mount.TryText("readOnly") == "true" ? "ro" : "rw")}";
    }
}
