using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SharedProcesses;

/// <summary>A child that says when it is ready, starts when it is told to, and says when it is done.</summary>
sealed class WaitingChild : IDisposable
{
    readonly Process _process;

    public WaitingChild(params string[] arguments) => _process = Process.Start(
        new ProcessStartInfo("dotnet", [Relaunch.ProgramPath, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;

    public void Go() => _process.StandardInput.WriteLine();

    /// <exception cref="InvalidOperationException">The child says something else, or has ended.</exception>
    public void WaitFor(string word)
    {
        var line = _process.StandardOutput.ReadLine();
        if (line != word) throw new InvalidOperationException($"a child said '{line}' instead of '{word}'");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
