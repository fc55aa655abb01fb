using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Starts this program once more.</summary>
static class Relaunch
{
    public static Process Child(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Relaunch).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;

    /// <summary>Starts it with a disk of 1 MB in memory that nobody else sees, and returns its exit code.</summary>
    public static int OnSmallDisk(Func<string, string[]> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mtaiofile-full-disk-").FullName;
        string[] ownMounts = Environment.UserName == "root" ? ["--mount"] : ["--mount", "--map-root-user"];
        string[] words =
        [
            .. ownMounts, "--propagation", "private", "sh", "-c", $"mount -t tmpfs -o size=1m tmpfs {folder} && exec \"$@\"", "sh",
            "dotnet", typeof(Relaunch).Assembly.Location, .. arguments(folder),
        ];
        try
        {
            using var process = Process.Start(new ProcessStartInfo("unshare", words))!;
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            Directory.Delete(folder);
        }
    }
}
