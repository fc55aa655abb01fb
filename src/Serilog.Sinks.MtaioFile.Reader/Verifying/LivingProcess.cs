using System.ComponentModel;
using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Whether the process of a run is alive on this machine.</summary>
static class LivingProcess
{
    /// <summary>The clocks of the process's start and of the run are read by different calls.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    public static bool IsAlive(LogRun run)
    {
        if (run.ProcessId is not > 0 || !string.Equals(run.Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase)) return false;
        try
        {
            using var process = Process.GetProcessById(run.ProcessId.Value);
            return run.Started is not { } started || process.StartTime.ToUniversalTime() <= started.UtcDateTime + Tolerance;
        }
        catch (Exception ex) when (ex is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return false;
        }
    }
}
