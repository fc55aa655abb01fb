using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Forces files to the disk.</summary>
static class DiskFlush
{
    /// <exception cref="IOException">The operating system reports that it failed; off Linux .NET may keep that to itself.</exception>
    public static void Force(SafeFileHandle handle)
    {
        if (UnixCalls.Available) UnixCalls.FlushToDisk(handle);
        else RandomAccess.FlushToDisk(handle);
    }
}
