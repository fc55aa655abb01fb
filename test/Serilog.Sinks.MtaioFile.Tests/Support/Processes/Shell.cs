using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Runs a program to its end.</summary>
static class Shell
{
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), $"{program} does not end");
        Assert.True(process.ExitCode == 0, $"{program}: {error.Result}");
        return output;
    }
}
