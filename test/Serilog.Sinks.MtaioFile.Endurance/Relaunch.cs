using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Starts this program once more.</summary>
static class Relaunch
{
    public static Process Child(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Program[0], [.. Program[1..], .. arguments]) { RedirectStandardOutput = true })!;

    /// <summary>The words that start this program: it is one by itself where its runtime is beside it.</summary>
    static string[] Program { get; } =
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == typeof(Relaunch).Assembly.GetName().Name
            ? [path]
            : ["dotnet", typeof(Relaunch).Assembly.Location];

    /// <summary>Starts it with a disk of 1 MB in memory that nobody else sees, and returns its exit code.</summary>
    public static int OnSmallDisk(Func<string, string[]> arguments)
    {
        var folder = Directory.CreateTempSubdirectory("mtaiofile-full-disk-").FullName;
        string[] ownMounts = Environment.UserName == "root" ? ["--mount"] : ["--mount", "--map-root-user"];
        string[] words =
        [
            .. ownMounts, "--propagation", "private", "sh", "-c", $"mount -t tmpfs -o size=1m tmpfs {folder} && exec \"$@\"", "sh",
            .. Program, .. arguments(folder),
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
