using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A process that runs <see cref="HostProgram"/>, gone when the test is over.</summary>
sealed class HostProcess : IDisposable
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    readonly Process _process;

    HostProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts the program by the words of <paramref name="under"/>; nothing reads its standard output.</summary>
    public static HostProcess Start(string[] under, string settings, int count)
    {
        string[] words = [.. under, "dotnet", typeof(HostProgram).Assembly.Location, settings, $"{count}"];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Waits until all events are logged, and returns the number of the process as it sees itself.</summary>
    public async Task<int> AwaitWroteAsync()
    {
        var read = "";
        while (await _process.StandardError.ReadLineAsync().WaitAsync(LongEnough) is { } line)
        {
            if (line.StartsWith("wrote as ", StringComparison.Ordinal)) return int.Parse(line.AsSpan("wrote as ".Length), provider: null);
            read += line + "\n";
        }
        throw new InvalidOperationException(read);
    }

    /// <summary>What the program tells after that, by the class <see cref="Console"/>.</summary>
    public Task<string?> ToldAsync() => _process.StandardError.ReadLineAsync();

    /// <summary>The program, where other programs have started it: a child, or the process itself.</summary>
    public string Program()
    {
        var children = System.IO.File.ReadAllText($"/proc/{Pid}/task/{Pid}/children").Trim();
        return children.Length > 0 ? children : $"{Pid}";
    }

    public int AwaitExit()
    {
        Assert.True(_process.WaitForExit(LongEnough), "the process does not end");
        return _process.ExitCode;
    }

    public void CloseOutput() => _process.StandardOutput.Close();

    public void Signal(string signal) => Shell.Run("kill", $"-{signal}", Program());

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(LongEnough);
        _process.Dispose();
    }
}
