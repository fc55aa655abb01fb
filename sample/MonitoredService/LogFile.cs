using Serilog.Sinks.MtaioFile;

namespace MonitoredService;

/// <summary>The handle of the log file, which the settings and the health check name.</summary>
public static class LogFile
{
    /// <summary>The handle.</summary>
    public static MtaioFileHandle Handle { get; } = new();
}
