using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>
/// Podman with images, volumes and containers of its own. They are in memory, and in namespaces that end with this object or this process:
/// nothing else sees them.
/// </summary>
public sealed class Podman : IDisposable
{
    /// <summary>The socket by which a program made for Docker reaches it.</summary>
    const string Socket = "/run/podman.sock";

    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(10);

    /// <summary>The limits are below those of the processes that start the containers, who may not raise them.</summary>
    const string Settings = """
        [containers]
        default_ulimits = [ "nofile=1024:1024", "nproc=1000:1000" ]
        [engine]
        cgroup_manager = "cgroupfs"
        events_logger = "none"
        runtime = "runc"
        """;

    readonly TempFolder _folder = new();
    readonly Process _namespaces;
    readonly string[] _enter;

    public Podman()
    {
        _folder.Write("containers.conf", Settings);
        // The shell becomes a program that ends with its input, which ends with this process.
        string[] words =
        [
            "--mount", "--pid", "--mount-proc", "--fork", "--kill-child", "sh", "-c",
            "mount -t tmpfs -o mode=755 tmpfs /run && echo ready && exec cat",
        ];
        var start = new ProcessStartInfo("unshare", words) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _namespaces = Process.Start(start)!;
        Assert.Equal("ready", _namespaces.StandardOutput.ReadLine());
        var inside = System.IO.File.ReadAllText($"/proc/{_namespaces.Id}/task/{_namespaces.Id}/children").Trim();
        // The processes of containers inherit signals that are ignored.
        string[] environment = ["--default-signal", $"CONTAINERS_CONF={_folder["containers.conf"]}", $"DOCKER_HOST=unix://{Socket}"];
        _enter = ["-t", inside, "-m", "-p", "env", .. environment];
        Root = $"/proc/{inside}/root";
    }

    /// <summary>The root folder, as other processes see it.</summary>
    public string Root { get; }

    static string[] Program { get; } = ["podman", "--root", "/run/storage", "--runroot", "/run/r", "--tmpdir", "/run/t"];

    /// <summary>What this machine lacks to start a container; null = nothing.</summary>
    public static string? Missing { get; } = Try();

    /// <summary>Runs <c>podman</c> to its end, and returns what it has written to its standard output.</summary>
    public string Run(params string[] arguments) => RunBeside([.. Program, .. arguments]);

    /// <summary>Runs <c>podman</c> to its end, and says whether it has succeeded.</summary>
    public bool Succeeds(params string[] arguments) => Call([.. Program, .. arguments]).Code == 0;

    /// <summary>Runs a program that talks to Podman as it would to Docker.</summary>
    public string RunForDocker(params string[] words)
    {
        using var service = Process.Start(Entering([.. Program, "system", "service", "--time=0", $"unix://{Socket}"]))!;
        try
        {
            Eventually.True(() => System.IO.File.Exists(Root + Socket), "the socket of podman");
            return RunBeside(words);
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            service.WaitForExit();
            System.IO.File.Delete(Root + Socket);
        }
    }

    /// <summary>Runs a program in the same namespaces to its end, and returns what it has written to its standard output.</summary>
    public string RunBeside(params string[] words)
    {
        var (code, output, error) = Call(words);
        Assert.True(code == 0, $"{string.Join(' ', words)}: {output}{error}");
        return output;
    }

    public void Dispose()
    {
        _namespaces.Kill(entireProcessTree: true);
        _namespaces.WaitForExit();
        _namespaces.Dispose();
        _folder.Dispose();
    }

    static string? Try()
    {
        if (!OperatingSystem.IsLinux()) return "needs Linux";
        if (Environment.UserName != "root") return "needs root";
        // The stand-ins for the images of .NET have the /usr of this machine.
        if (!typeof(object).Assembly.Location.StartsWith("/usr/", StringComparison.Ordinal)) return "needs a .NET below /usr";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
        foreach (var program in new[] { "podman", "runc", "unshare", "nsenter", "docker-compose" })
        {
            if (!folders.Any(f => System.IO.File.Exists(Path.Combine(f, program)))) return $"needs {program}";
        }
        using var podman = new Podman();
        var (code, _, error) = podman.Call([.. Program, "run", "--rm", "--network=none", "--memory=64m", "--rootfs", "/:O", "true"]);
        return code == 0 ? null : $"needs a machine on which podman starts containers: {error}";
    }

    (int Code, string Output, string Error) Call(string[] words)
    {
        using var process = Process.Start(Entering(words))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(LongEnough), $"{string.Join(' ', words)} does not end");
        return (process.ExitCode, output.Result, error.Result);
    }

    ProcessStartInfo Entering(string[] words) =>
        new("nsenter", [.. _enter, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
}
