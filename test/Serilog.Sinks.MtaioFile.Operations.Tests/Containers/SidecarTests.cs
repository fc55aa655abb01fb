using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The sidecar of the manifest, another user of the volume's group, follows the log and cannot change it.</summary>
public sealed class SidecarTests : IDisposable
{
    const string Group = "3000";
    // Where the system does not tell tail of changes, it looks for a new file only after five seconds: two rotations are enough.
    const int Rotations = 2, LinesOfARound = 200;

    readonly TempFolder _folder = new();
    readonly string _volume;

    public SidecarTests() => _volume = Directory.CreateDirectory(_folder["volume"]).FullName;

    public void Dispose() => _folder.Dispose();

    [RequiresFact("unshare", "setpriv", "tail", Root = true)]
    public void AnotherUserOfTheGroupReadsEveryLineOverRotationsAndCannotWrite()
    {
        AllowTheGroup();
        var log = Path.Combine(_volume, "app.clef");
        using var process = WriterProcess.Start(
            ["sh", "-c", "umask 0027 && exec \"$@\"", "sh", .. As("1654")],
            $"open path={log} max=10000000 backups=5 compression=GZip mode=0640");
        using var follower = Process.Start(Sidecar([.. Command(log)]))!;
        var lines = new List<string>();
        follower.OutputDataReceived += (_, e) => Add(lines, e.Data);
        follower.BeginOutputReadLine();

        for (var round = 1; round <= Rotations + 1; round++)
        {
            if (round > 1) process.Ask("rotate", "rotated");
            process.Ask($"write {LinesOfARound}", "wrote");
            process.Ask("flush", "acked");
            Eventually.True(() => Count(lines) == round * LinesOfARound, () => $"{round * LinesOfARound} lines, not {Count(lines)}");
        }

        follower.Kill(entireProcessTree: true);
        follower.WaitForExit();
        Assert.Equal(Enumerable.Range(1, (Rotations + 1) * LinesOfARound).Select(n => $"line:{n}:;"), lines);
        process.Ask("dispose", "disposed");
        Assert.Equal(Rotations, Directory.GetFiles(_volume, "*.gz").Length);
        Assert.Equal($"640 1654 {Group}", Shell.Run("stat", "-c", "%a %u %g", $"{log}.1.gz").Trim());
        Assert.False(Succeeds("sh", "-c", $"echo x >> {log}.1.gz"));
        Assert.False(Succeeds("sh", "-c", $"echo x > {_volume}/another"));
        Assert.False(Succeeds("rm", "-f", $"{log}.1.gz"));
        Assert.True(Succeeds("sh", "-c", $"gzip -t < {log}.1.gz"));
    }

    /// <summary>What the kubelet does with a volume of a pod that has an fsGroup.</summary>
    void AllowTheGroup()
    {
        Shell.Run("chmod", "0711", _folder.Path);
        Shell.Run("chown", $"root:{Group}", _volume);
        Shell.Run("chmod", "2770", _volume);
    }

    static string[] As(string user) =>
        ["setpriv", "--reuid", user, "--regid", user, "--groups", Group, "--no-new-privs", "env", "-u", "HOME"];

    /// <summary>The command of the manifest's sidecar.</summary>
    static IEnumerable<string> Command(string log) =>
        Manifest.Texts(Manifest.Pod["initContainers"][0]["command"])
            .Select(w => w.Replace("/var/log/app/app.clef", log, StringComparison.Ordinal));

    /// <summary>With the volume mounted read-only, as the manifest does it.</summary>
    ProcessStartInfo Sidecar(params string[] command)
    {
        var mount = $"mount --bind {_volume} {_volume} && mount -o remount,bind,ro {_volume} && exec \"$@\"";
        string[] words = ["--mount", "--propagation", "private", "sh", "-c", mount, "sh", .. As("1655"), .. command];
        return new ProcessStartInfo("unshare", words) { RedirectStandardOutput = true, RedirectStandardError = true };
    }

    bool Succeeds(params string[] command)
    {
        using var process = Process.Start(Sidecar(command))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    static void Add(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
    }

    static int Count(List<string> lines)
    {
        lock (lines) return lines.Count;
    }
}
