using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Flushes files to disk by the best call that the platform has.</summary>
static class DiskFlush
{
    /// <exception cref="IOException">The operating system reports a failure. On systems other than Linux, .NET may hide it.</exception>
    public static void Force(SafeFileHandle handle)
    {
        if (UnixCalls.Available) UnixCalls.FlushToDisk(handle);
        else RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Flushes the names of a directory to disk. On systems other than Linux, the operating system decides when.</summary>
    public static void ForceDirectory(string path)
    {
        if (!UnixCalls.Available) return;
        using var handle = UnixCalls.OpenForReading(path);
        UnixCalls.FlushToDisk(handle);
    }
}
