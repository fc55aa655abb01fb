using System.Diagnostics;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.SideBySide;

/// <summary>Measures what the process spends from <see cref="Start"/> to <see cref="Stop"/>.</summary>
sealed class RunMeter
{
    long _allocated;
    TimeSpan _cpu;
    long _start;

    public void Start()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        ProcessStatus.ResetPeak();
        _allocated = GC.GetTotalAllocatedBytes(precise: true);
        _cpu = Environment.CpuUsage.TotalTime;
        _start = Stopwatch.GetTimestamp();
    }

    public RunResult Stop(int events)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        var cpu = Environment.CpuUsage.TotalTime - _cpu;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        return new RunResult(
            elapsed.TotalNanoseconds / events,
            cpu.TotalNanoseconds / events,
            (double)allocated / events,
            ProcessStatus.PeakMegabytes());
    }
}
