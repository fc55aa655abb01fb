using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Fresh;

/// <summary>What a whole process costs, the start and the end of the runtime included.</summary>
static class ProcessCost
{
    const int Children = -1;

    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static (TimeSpan Cpu, TimeSpan Wall) Of((string Name, string Value)[] environment, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Relaunch.ProgramPath, .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Of(start);
    }

    /// <summary>The same of another program, whose output is read and left out.</summary>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static (TimeSpan Cpu, TimeSpan Wall) OfProgram(string program, string[] arguments) =>
        Of(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });

    static (TimeSpan Cpu, TimeSpan Wall) Of(ProcessStartInfo start)
    {
        var cpuBefore = CpuOfChildren();
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        if (start.RedirectStandardOutput) process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(began);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'{start.FileName} {string.Join(' ', start.ArgumentList)}' ended with {process.ExitCode}");
        return (OperatingSystem.IsLinux() ? CpuOfChildren() - cpuBefore : process.TotalProcessorTime, wall);
    }

    /// <summary>The processor time of all ended children; .NET cannot read that of an ended process on Linux.</summary>
    static TimeSpan CpuOfChildren()
    {
        if (!OperatingSystem.IsLinux()) return default;
        // Two times of the user and the system, each as seconds and microseconds, then fourteen other numbers.
        var usage = new long[18];
        if (getrusage(Children, usage) != 0) throw new InvalidOperationException("the processor time of the children is unknown");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [DllImport("libc")]
    static extern int getrusage(int who, [Out] long[] usage);
}
