using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>
/// Mounts that only those programs see that are started under them. A process holds them, which ends with the test, however it ends.
/// </summary>
sealed class OwnMounts : IDisposable
{
    readonly Process _holder;

    /// <param name="commands">The commands of the shell that mount something.</param>
    public OwnMounts(string commands)
    {
        var start = new ProcessStartInfo("unshare", ["--mount", "sh", "-ec", $"{commands}; echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _holder = Process.Start(start)!;
        Assert.Equal("held", _holder.StandardOutput.ReadLine());
    }

    /// <summary>A small disk at this folder.</summary>
    public static OwnMounts SmallDisk(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        return new OwnMounts($"mount -t tmpfs -o size={kilobytes}k tmpfs {folder}");
    }

    /// <summary>The words that start a program under these mounts.</summary>
    public string[] Under => ["nsenter", "-t", $"{_holder.Id}", "-m"];

    /// <summary>The path by which the test finds what the programs have at a path.</summary>
    public string Seen(string path) => $"/proc/{_holder.Id}/root{path}";

    public string Run(string commands) => Shell.Run("nsenter", [.. Under[1..], "sh", "-ec", commands]);

    public void Dispose()
    {
        _holder.Kill();
        _holder.WaitForExit();
        _holder.Dispose();
    }
}
