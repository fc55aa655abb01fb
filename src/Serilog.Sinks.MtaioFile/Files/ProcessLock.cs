using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The lock between processes that write one file: a lock of the operating system on a lock file beside it. The kernel releases the lock
/// when its process is killed. The lock file is never deleted, because another process may have just opened it.
/// </summary>
sealed class ProcessLock(string path) : IDisposable
{
    const string Suffix = ".lock";
    const int LongestNameBytes = 255;

    readonly string _lockPath = LockPathFor(path);

    // Guarded by the lock of the path in this process.
    SafeFileHandle? _file;

    /// <summary>Waits for the lock and takes it.</summary>
    /// <exception cref="IOException">The lock file cannot be opened or locked; the message names it.</exception>
    public void Enter()
    {
        try
        {
            _file ??= Open();
            UnixCalls.Lock(_file);
        }
        catch (Exception ex)
        {
            throw new IOException($"the lock file {_lockPath} cannot be locked: {ex.Message}", ex);
        }
    }

    public void Exit() => UnixCalls.Unlock(_file!);

    public void Dispose() => _file?.Dispose();

    SafeFileHandle Open()
    {
        if (Path.GetDirectoryName(_lockPath) is { Length: > 0 } directory) Directory.CreateDirectory(directory);
        return UnixCalls.OpenForLocking(_lockPath);
    }

    /// <summary>The path of the log with ".lock" at its end; a name that would be too long is replaced by a digest of it.</summary>
    static string LockPathFor(string path)
    {
        var name = Path.GetFileName(path) + Suffix;
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length > LongestNameBytes) name = Convert.ToHexString(SHA256.HashData(bytes)) + Suffix;
        return Path.Combine(Path.GetDirectoryName(path) ?? "", name);
    }
}
