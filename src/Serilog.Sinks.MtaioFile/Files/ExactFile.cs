namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// Opens the file that was seen at a path, and nothing else that was put there meanwhile. On systems other than Linux it opens the path.
/// </summary>
static class ExactFile
{
    /// <summary>What .NET reports for a file that another opener has for itself: on Linux, macOS and Windows.</summary>
    static readonly int[] SharingViolations = [11, 35, unchecked((int)0x80070020)];

    /// <exception cref="IOException">The path leads to another file by now, or another program has the file for itself.</exception>
    public static FileStream OpenRead(string path, FileIdentity identity)
    {
        if (!UnixCalls.Available)
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Open(path, identity, alone: false) ?? throw new IOException($"{path} is used by another program");
    }

    /// <summary>Opens a file for this process alone.</summary>
    /// <returns>Null when another opener has the file for itself.</returns>
    /// <exception cref="IOException">The path leads to another file by now.</exception>
    public static FileStream? TryOpenAlone(string path, FileIdentity identity)
    {
        if (UnixCalls.Available) return Open(path, identity, alone: true);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0);
        }
        catch (IOException ex) when (SharingViolations.Contains(ex.HResult))
        {
            return null;
        }
    }

    static FileStream? Open(string path, FileIdentity identity, bool alone)
    {
        var handle = UnixCalls.OpenForReading(path);
        try
        {
            var status = UnixCalls.StatusOf(handle);
            if (status.Identity != identity || status.Kind != FileKind.Regular) throw new IOException($"{path} is another file by now");
            if (UnixCalls.TryLock(handle, alone)) return new FileStream(handle, FileAccess.Read, bufferSize: 0);
            handle.Dispose();
            return null;
        }
        catch (Exception)
        {
            handle.Dispose();
            throw;
        }
    }
}
