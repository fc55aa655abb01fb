using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Support;

/// <summary>Runs programs, the tool among them, as processes of their own.</summary>
static class ToolProcess
{
    /// <summary>The built tool: beside the tests, with what it needs to start.</summary>
    public static string Built { get; } = Path.Combine(
        Sources.Root, "src", "Serilog.Sinks.MtaioFile.Tool", "bin", Sources.BuiltAs, "net10.0", "Serilog.Sinks.MtaioFile.Tool.dll");

    public static Process Start(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return Process.Start(start)!;
    }

    public static async Task<ToolRun> Run(string program, params string[] args)
    {
        using var process = Start(program, args);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolRun(process.ExitCode, await output, await error);
    }
}
