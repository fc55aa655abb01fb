using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The few calls to the C library that .NET has no equal for: appending in the kernel, an fsync whose failure is seen, the identity and
/// kind of a file, and a rename that is never a copy. They are used on Linux; elsewhere the nearest .NET call stands in.
/// </summary>
static partial class UnixCalls
{
    const int SetStatusFlags = 4; // F_SETFL
    const int AppendFlag = 0x400; // O_APPEND
    const int CurrentDirectory = -100; // AT_FDCWD
    const int DoNotFollowLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    const int HandleItself = 0x1000; // AT_EMPTY_PATH
    const uint BasicStatistics = 0x7ff; // STATX_BASIC_STATS
    const int ReadWrite = 2, Create = 0x40, CloseOnExec = 0x80000; // O_RDWR, O_CREAT, O_CLOEXEC
    const int EverybodysFile = 0x1B6; // rw-rw-rw-, less the umask
    const int Exclusive = 2, Release = 8; // LOCK_EX, LOCK_UN
    const int SetRecordLock = 37; // F_OFD_SETLK
    const short WriteLock = 1; // F_WRLCK
    const long MarkPosition = long.MaxValue - 1; // where no log ever reaches
    const int Interrupted = 4, TryAgain = 11, PermissionDenied = 13; // EINTR, EAGAIN, EACCES
    const int NoEntry = 2, NotADirectory = 20, NameTooLong = 36; // ENOENT, ENOTDIR, ENAMETOOLONG

    public static bool Available { get; } = OperatingSystem.IsLinux();

    /// <summary>Makes the kernel append every write, wherever other writers have brought the end of the file.</summary>
    public static void SetAppend(SafeFileHandle handle)
    {
        if (fcntl(handle, SetStatusFlags, AppendFlag) < 0) throw Failure("fcntl");
    }

    /// <summary>Forces the file to the disk; .NET's own calls return normally when that fails.</summary>
    public static void FlushToDisk(SafeFileHandle handle)
    {
        if (fsync(handle) < 0) throw Failure("fsync");
    }

    public static void Rename(string from, string to)
    {
        if (rename(from, to) < 0) throw Failure("rename");
    }

    /// <summary>What stands at a path, null when nothing does.</summary>
    public static FileStatus? StatusOf(string path, bool followLinks)
    {
        if (statx(CurrentDirectory, path, followLinks ? 0 : DoNotFollowLinks, BasicStatistics, out var status) == 0) return ToStatus(status);
        return Marshal.GetLastPInvokeError() is NoEntry or NotADirectory or NameTooLong ? null : throw Failure("statx");
    }

    public static FileStatus StatusOf(SafeFileHandle handle)
    {
        var added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            if (statx((int)handle.DangerousGetHandle(), "", HandleItself, BasicStatistics, out var status) < 0) throw Failure("statx");
            return ToStatus(status);
        }
        finally
        {
            if (added) handle.DangerousRelease();
        }
    }

    /// <summary>Opens a file only to lock it, creating it where missing; .NET would take a lock of its own on it.</summary>
    public static SafeFileHandle OpenForLocking(string path)
    {
        var handle = open(path, ReadWrite | Create | CloseOnExec, EverybodysFile);
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        throw Failure("open");
    }

    /// <summary>Takes the lock that goes with an open file, waiting for whoever has it; the kernel releases it when its holder dies.</summary>
    public static void Lock(SafeFileHandle handle)
    {
        while (flock(handle, Exclusive) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("flock");
        }
    }

    public static void Unlock(SafeFileHandle handle) => _ = flock(handle, Release);

    /// <summary>
    /// Marks an open file as being written by this process; nobody who reads or locks it otherwise takes notice.
    /// </summary>
    /// <returns>False when another process has marked it.</returns>
    public static bool TryMarkAsWriter(SafeFileHandle handle)
    {
        var mark = new RecordLock { Kind = WriteLock, Start = MarkPosition, Length = 1 };
        return fcntl_lock(handle, SetRecordLock, ref mark) == 0 || Marshal.GetLastPInvokeError() is not (TryAgain or PermissionDenied);
    }

    static FileStatus ToStatus(StatX status) => new(
        new FileIdentity(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode),
        (FileKind)(status.Mode & 0xF000),
        (UnixFileMode)(status.Mode & 0xFFF),
        (long)status.Length,
        DateTimeOffset.FromUnixTimeSeconds(status.WrittenSeconds).AddTicks(status.WrittenNanoseconds / 100));

    static IOException Failure(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_lock(SafeFileHandle descriptor, int command, ref RecordLock argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(SafeFileHandle descriptor, int operation);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle descriptor);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out StatX status);

    /// <summary>The kernel's <c>struct statx</c>, which has one layout on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct StatX
    {
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Length;
        [FieldOffset(112)] public long WrittenSeconds;
        [FieldOffset(120)] public uint WrittenNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }

    /// <summary>The kernel's <c>struct flock</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    struct RecordLock
    {
        [FieldOffset(0)] public short Kind;
        [FieldOffset(8)] public long Start;
        [FieldOffset(16)] public long Length;
    }
}
