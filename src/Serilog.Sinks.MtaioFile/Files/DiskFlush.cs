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

    /// <summary>
    /// Flushes the names of a directory to disk. On systems other than Linux, and on file systems that have no such flush, the operating
    /// system decides when.
    /// </summary>
    /// <returns>False when the flush failed.</returns>
    public static bool TryForceDirectory(string path)
    {
        const int NotPossible = 22, NotSupported = 95; // EINVAL, EOPNOTSUPP
        if (!UnixCalls.Available) return true;
        try
        {
            using var handle = UnixCalls.OpenForReading(path);
            UnixCalls.FlushToDisk(handle);
            return true;
        }
        catch (IOException ex)
        {
            return ex.HResult is NotPossible or NotSupported;
        }
    }
}
