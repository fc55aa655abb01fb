using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Measures what the process spends from <see cref="Start"/> to <see cref="Stop"/>.</summary>
sealed class RunMeter
{
    const string MemoryReset = "/proc/self/clear_refs";

    long _allocated;
    TimeSpan _cpu;
    long _start;

    public void Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // "5" sets the peak to the present.
        if (System.IO.File.Exists(MemoryReset)) System.IO.File.WriteAllText(MemoryReset, "5");
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _cpu = Environment.CpuUsage.TotalTime;
        _start = Stopwatch.GetTimestamp();
    }

    public RunResult Stop(int events)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        var cpu = Environment.CpuUsage.TotalTime - _cpu;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        return new RunResult(elapsed.TotalNanoseconds / events, cpu.TotalNanoseconds / events, (double)allocated / events, PeakMegabytes());
    }

    static double PeakMegabytes()
    {
        const string status = "/proc/self/status";
        if (!System.IO.File.Exists(status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = System.IO.File.ReadLines(status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
