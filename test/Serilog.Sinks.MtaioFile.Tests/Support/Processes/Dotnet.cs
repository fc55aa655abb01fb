using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Runs the <c>dotnet</c> command, or what it has built, in a folder, and returns its output; fails unless it succeeds.</summary>
static class Dotnet
{
    static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(15);

    /// <summary>Builds behind the other tests, some of which measure time.</summary>
    public static Task<string> Build(string folder, string command, params string[] arguments)
    {
        // Servers that outlive the command would keep its output open.
        string[] words = ["dotnet", command, .. arguments, "-nodeReuse:false", "-p:UseSharedCompilation=false"];
        return OperatingSystem.IsWindows() ? Run(folder, words[0], words[1..]) : Run(folder, "nice", words);
    }

    public static async Task<string> Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The command finds its own SDK, not the one that runs these tests.
        foreach (var name in start.Environment.Keys.Where(IsOfTheTestRun).ToList()) start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(LongEnough);
            Assert.True(
                process.ExitCode == 0,
                $"{program} {string.Join(' ', arguments)} returned {process.ExitCode}:\n{await output}{await errors}");
            return await output;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    static bool IsOfTheTestRun(string variable) =>
        variable.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase) || variable
            .StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
