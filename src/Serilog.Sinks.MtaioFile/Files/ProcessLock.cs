using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The lock between processes that write one file: a lock of the operating system on a file beside it, which the kernel releases when its
/// holder is killed. The lock file stays: to delete one that somebody has locked would be a race.
/// </summary>
sealed class ProcessLock(string path) : IDisposable
{
    const int LongestName = 255;

    readonly string _lockPath = LockPathFor(path);
    SafeFileHandle? _file;

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

    /// <summary>The name is the log's with ".lock", or a digest of it where that would be too long.</summary>
    static string LockPathFor(string path)
    {
        var name = Path.GetFileName(path) + ".lock";
        if (Encoding.UTF8.GetByteCount(name) > LongestName) name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name))) + ".lock";
        return Path.Combine(Path.GetDirectoryName(path) ?? "", name);
    }
}
