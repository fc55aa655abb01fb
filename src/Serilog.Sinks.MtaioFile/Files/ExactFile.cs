using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>Opens the file that was seen at a path, and nothing else that was put there meanwhile.</summary>
static class ExactFile
{
    /// <exception cref="IOException">The path leads to another file by now, or another program has the file for itself.</exception>
    public static FileStream OpenRead(string path, FileIdentity identity) =>
        Open(path, identity, alone: false) ?? throw new IOException($"{path} is used by another program");

    /// <summary>Opens a file for this process alone.</summary>
    /// <returns>Null when another opener has the file.</returns>
    /// <exception cref="IOException">The path leads to another file by now.</exception>
    public static FileStream? TryOpenAlone(string path, FileIdentity identity) => Open(path, identity, alone: true);

    static FileStream? Open(string path, FileIdentity identity, bool alone)
    {
        if (SystemCalls.Current.TryOpenForReading(path, alone) is not { } handle) return null;
        try
        {
            var status = SystemCalls.Current.StatusOf(handle);
            if (status.Identity != identity || status.Kind != FileKind.Regular) throw new IOException($"{path} is another file by now");
            return new FileStream(handle, FileAccess.Read, bufferSize: 0);
        }
        catch (Exception)
        {
            handle.Dispose();
            throw;
        }
    }
}
