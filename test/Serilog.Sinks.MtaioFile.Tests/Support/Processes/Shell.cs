using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Runs a program to its end.</summary>
static class Shell
{
    /// <summary>Starts a program whose output nobody wants: it is read, so that the program never waits for a reader.</summary>
    public static Process StartUnheard(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

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

    /// <summary>Starts a program that runs until it is killed.</summary>
    public static Process Start(string program, params string[] arguments) => Process.Start(program, arguments);

    /// <summary>Runs a program to its end, and says whether it has succeeded.</summary>
    public static bool Succeeds(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
