using System.Diagnostics;
using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>Runs a part of this program in a process of its own, so that no contender meets what another has left behind.</summary>
static class Relaunch
{
    /// <summary>Runs a child to its end and reads the last line that it prints.</summary>
    public static T Child<T>(params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(Relaunch).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}");
        }
        return JsonSerializer.Deserialize<T>(output.TrimEnd().Split('\n')[^1])!;
    }

    /// <summary>What the child has to say to its parent.</summary>
    public static void Answer<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result));
}
