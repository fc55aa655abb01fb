using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>The calls to the C library that the Unix systems share.</summary>
[UnsupportedOSPlatform("windows")]
abstract partial class UnixCalls(UnixNumbers numbers) : ISystemCalls
{
    protected const int Interrupted = 4, AlreadyThere = 17, NotPossible = 22; // EINTR, EEXIST, EINVAL
    const int NoEntry = 2, NoReader = 6, PermissionDenied = 13, NotADirectory = 20; // ENOENT, ENXIO, EACCES, ENOTDIR
    const int ReadWrite = 2; // O_RDWR
    const int SharedLock = 1, ExclusiveLock = 2, DoNotWait = 4, ReleaseLock = 8; // LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN
    const int SetStatusFlags = 4; // F_SETFL
    const int ForWriting = 2; // W_OK
    const long EarliestWrite = -62_072_524_800, LatestWrite = 253_339_228_799; // years 3 to 9997: every period has bounds

    public abstract NameRules Names { get; }

    public abstract FileStatus StatusOf(SafeFileHandle file);

    public FileStatus? StatusOf(string path, bool followLinks)
    {
        if (TryGetStatus(path, followLinks, out var status)) return status;
        var error = Marshal.GetLastPInvokeError();
        return IsMissing(error) || error == numbers.NameTooLong ? null : throw Failure("stat");
    }

    public SafeFileHandle? TryOpenForReading(string path, bool alone)
    {
        var handle = OpenForReading(path);
        try
        {
            if (TryLock(handle, alone)) return handle;
        }
        catch (Exception)
        {
            handle.Dispose();
            throw;
        }
        handle.Dispose();
        return null;
    }

    public void BeginAppending(SafeFileHandle file)
    {
        if (Control(file, SetStatusFlags, numbers.Append) < 0) throw Failure("fcntl");
    }

    public void Append(SafeFileHandle file, ReadOnlySpan<byte> bytes, out int appended)
    {
        appended = 0;
        while (appended < bytes.Length)
        {
            var written = AppendSome(file, bytes[appended..]);
            if (written > 0) appended += written;
            else if (written == 0) throw new IOException("write wrote nothing");
            else if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("write");
        }
    }

    public abstract SafeFileHandle OpenAgain(SafeFileHandle file, string path);

    /// <remarks>A file system may have no such locks: then nobody is noticed.</remarks>
    public bool TryMarkAsWriter(SafeFileHandle file)
    {
        if (TryLockRecord(file)) return true;
        var error = Marshal.GetLastPInvokeError();
        return error != numbers.TryAgain && error != PermissionDenied;
    }

    public virtual void FlushToDisk(SafeFileHandle file)
    {
        if (fsync(file) < 0) throw Failure("fsync");
    }

    public bool TryFlushFolder(string path)
    {
        try
        {
            using var handle = OpenForReading(path);
            FlushToDisk(handle);
            return true;
        }
        catch (IOException ex)
        {
            return ex.HResult == NotPossible || numbers.NotSupported.Contains(ex.HResult);
        }
    }

    public void Rename(string from, string to)
    {
        if (rename(from, to) < 0) throw Failure("rename");
    }

    public abstract void Publish(SafeFileHandle file, string from, string to);

    public void Delete(string path) => File.Delete(path);

    public long FreeBytesAt(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public string RealPathOf(string path) => Links.Follow(path);

    public int WriteErrorOf(string path) => access(path, ForWriting) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public bool IsMissing(int error) => error is NoEntry or NotADirectory;

    public SafeFileHandle? OpenForLocking(string path)
    {
        var flags = numbers.NoLink | numbers.NonBlocking | numbers.NoTerminal | numbers.CloseOnExec;
        var handle = open(path, ReadWrite | flags);
        // A lock needs no right to write.
        if (handle.IsInvalid && Marshal.GetLastPInvokeError() is PermissionDenied) handle = open(path, flags);
        if (!handle.IsInvalid) return handle;
        return Marshal.GetLastPInvokeError() is NoEntry ? null : throw Failure("open");
    }

    public void Lock(SafeFileHandle file)
    {
        while (flock(file, ExclusiveLock) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("flock");
        }
    }

    public void Unlock(SafeFileHandle file) => _ = flock(file, ReleaseLock);

    public void SetModeOfNew(FileStreamOptions options, UnixFileMode? mode)
    {
        if (mode is not null) options.UnixCreateMode = mode;
    }

    public void SetMode(SafeFileHandle file, UnixFileMode mode) => File.SetUnixFileMode(file, mode);

    public void TrySetOwner(SafeFileHandle file, FileOwner owner)
    {
        const uint Unchanged = uint.MaxValue;
        if (StatusOf(file).Owner == owner || fchown(file, owner.User, owner.Group) == 0) return;
        _ = fchown(file, Unchanged, owner.Group);
    }

    public bool IsOwn(FileStatus status) => status.Owner?.User == geteuid();

    /// <summary>Gets the status of what is at a path; the error is that of the last call.</summary>
    protected abstract bool TryGetStatus(string path, bool followLinks, out FileStatus status);

    /// <summary>Writes the first bytes, at least one, to the end of a file.</summary>
    /// <returns>Their number; negative when the call failed.</returns>
    protected abstract int AppendSome(SafeFileHandle file, ReadOnlySpan<byte> bytes);

    /// <summary>Calls <c>fcntl</c>, whose parameters some systems pass otherwise than those of other functions.</summary>
    protected abstract int Control(SafeFileHandle file, int command, nint argument);

    /// <summary>Locks one byte far behind the end of a file for this open file, or nothing; the error is that of the last call.</summary>
    protected abstract bool TryLockRecord(SafeFileHandle file);

    protected static DateTimeOffset TimeOf(long seconds, long nanoseconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, EarliestWrite, LatestWrite)).AddTicks(nanoseconds / 100);

    protected static IOException Failure(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    /// <summary>Opens a file for reading. It neither follows a link nor waits for the writer of a FIFO.</summary>
    SafeFileHandle OpenForReading(string path)
    {
        var handle = open(path, numbers.NoLink | numbers.NonBlocking | numbers.NoTerminal | numbers.CloseOnExec);
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        throw Failure("open");
    }

    /// <summary>Locks an open file without waiting, for this process alone or together with other readers.</summary>
    /// <returns>False when another open file has a lock that forbids it.</returns>
    bool TryLock(SafeFileHandle file, bool alone)
    {
        while (flock(file, (alone ? ExclusiveLock : SharedLock) | DoNotWait) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == numbers.TryAgain) return false;
            // Without locks nobody can be asked: what must not be used by others is not touched.
            if (numbers.NotSupported.Contains(error)) return !alone;
            if (error != Interrupted) throw Failure("flock");
        }
        return true;
    }

    // Its third parameter is only read when a file is created, so it is not passed.
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int access(string path, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle descriptor, uint user, uint group);

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
