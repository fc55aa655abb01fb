using System.Diagnostics;
using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>Runs a part of this program in a process of its own, so that no contender meets what another has left behind.</summary>
static class Relaunch
{
    public static string ProgramPath => typeof(Relaunch).Assembly.Location;

    /// <summary>Runs a child to its end and reads the last line that it prints.</summary>
    public static T Child<T>(params string[] arguments) => ChildOf<T>(ProgramPath, arguments);

    /// <summary>The same with the program of another build.</summary>
    public static T ChildOf<T>(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}: {output}");
        }
        return JsonSerializer.Deserialize<T>(output.TrimEnd().Split('\n')[^1])!;
    }

    /// <summary>Tells the parent the result; returns the exit code.</summary>
    public static int Answer<T>(T result)
    {
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }
}
