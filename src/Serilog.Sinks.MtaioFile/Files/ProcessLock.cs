using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The lock between processes that write one file: a lock of the operating system on a lock file beside it. The kernel releases the lock
/// when its process is killed. The sinks never delete the lock file. If another program deletes or replaces it, each process takes the lock
/// of the new file, so that no two of them hold different files.
/// </summary>
/// <param name="path">The path of the log, links followed.</param>
/// <param name="mode">The mode of a new lock file; null = the mode of the log, or what the umask of the process makes.</param>
sealed class ProcessLock(string path, UnixFileMode? mode) : IDisposable
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
            while (!TryLock(_file ??= Open()))
            {
                _file.Dispose();
                _file = null;
            }
        }
        catch (Exception ex)
        {
            throw new IOException($"the lock file {_lockPath} cannot be locked: {ex.Message}", ex);
        }
    }

    public void Exit() => SystemCalls.Current.Unlock(_file!);

    public void Dispose() => _file?.Dispose();

    /// <summary>Waits for the lock of the open file, and looks whether it is still the file at the path.</summary>
    bool TryLock(SafeFileHandle file)
    {
        SystemCalls.Current.Lock(file);
        return SystemCalls.Current.StatusOf(_lockPath, followLinks: false)?.Identity == SystemCalls.Current.StatusOf(file).Identity;
    }

    SafeFileHandle Open()
    {
        if (Path.GetDirectoryName(_lockPath) is { Length: > 0 } directory) Directory.CreateDirectory(directory);
        while (true)
        {
            if (SystemCalls.Current.OpenForLocking(_lockPath) is { } existing) return Checked(existing);
            if (TryCreate() is { } created) return AsTheLog(created);
        }
    }

    /// <returns>Null when something is there by now, even a link that leads nowhere.</returns>
    SafeFileHandle? TryCreate()
    {
        try
        {
            return File.OpenHandle(_lockPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException ex) when (FileErrors.IsAlreadyThere(ex))
        {
            return null;
        }
    }

    static SafeFileHandle Checked(SafeFileHandle file)
    {
        if (SystemCalls.Current.StatusOf(file).Kind == FileKind.Regular) return file;
        file.Dispose();
        throw new IOException("it is not a file");
    }

    /// <summary>
    /// Whoever may write the log may take its lock, and its owner may delete both. The umask may have removed bits of the mode.
    /// </summary>
    SafeFileHandle AsTheLog(SafeFileHandle created)
    {
        var log = SystemCalls.Current.StatusOf(path, followLinks: true);
        if (log?.Owner is { } owner) SystemCalls.Current.TrySetOwner(created, owner);
        if ((mode ?? log?.Mode) is { } exact) SystemCalls.Current.SetMode(created, exact);
        return created;
    }

    /// <summary>The path of the log with ".lock" at its end; a name that would be too long is replaced by a digest of it.</summary>
    static string LockPathFor(string path)
    {
        var name = Path.GetFileName(path) + Suffix;
        if (Encoding.UTF8.GetByteCount(name) > LongestNameBytes)
            name = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(NameRules.OfThisSystem.KeyOf(name)))) + Suffix;
        return Path.Combine(Path.GetDirectoryName(path) ?? "", name);
    }
}
