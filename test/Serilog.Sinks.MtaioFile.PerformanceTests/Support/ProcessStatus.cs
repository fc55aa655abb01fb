using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>What the system says about this process.</summary>
static class ProcessStatus
{
    const string MemoryReset = "/proc/self/clear_refs";
    const string Status = "/proc/self/status";

    public static int Threads() => Process.GetCurrentProcess().Threads.Count;

    /// <summary>Sets the peak of memory to what is in use now.</summary>
    public static void ResetPeak()
    {
        // "5" sets the peak to the present.
        if (System.IO.File.Exists(MemoryReset)) System.IO.File.WriteAllText(MemoryReset, "5");
    }

    public static double PeakMegabytes()
    {
        if (!System.IO.File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = System.IO.File.ReadLines(Status).First(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
