namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>Chooses the calls of the system that the process runs on.</summary>
static class SystemCalls
{
    public static ISystemCalls Current { get; } = Choose();

    static ISystemCalls Choose()
    {
        if (OperatingSystem.IsWindows()) return new WindowsCalls();
        return OperatingSystem.IsLinux() ? new LinuxCalls() : new MacCalls();
    }
}
