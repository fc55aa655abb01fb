using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>
/// The calls to the C library that .NET does not offer: appending in the kernel, an fsync whose failure is reported, the identity and kind
/// of a file, and a rename that never copies. They are used on Linux. On other systems the callers use the nearest .NET call.
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
    const int New = 0x80; // O_EXCL
    const int WriteOnly = 1, NoTerminal = 0x100, NonBlocking = 0x800; // O_WRONLY, O_NOCTTY, O_NONBLOCK
    const short RoomForWriting = 4; // POLLOUT
    const int EverybodysFile = 0x1B6; // rw-rw-rw-, less the umask
    const int Exclusive = 2, Release = 8; // LOCK_EX, LOCK_UN
    const int SetRecordLock = 37; // F_OFD_SETLK
    const short WriteLock = 1; // F_WRLCK
    const long MarkPosition = long.MaxValue - 1; // no log is that long
    const int Interrupted = 4, TryAgain = 11, PermissionDenied = 13; // EINTR, EAGAIN, EACCES
    const long EarliestWrite = -62_072_524_800, LatestWrite = 253_339_228_799; // years 3 to 9997: every period has bounds
    const int NoEntry = 2, NotADirectory = 20, NameTooLong = 36; // ENOENT, ENOTDIR, ENAMETOOLONG
    const int NoReader = 6, AlreadyThere = 17; // ENXIO, EEXIST

    /// <summary>O_NOFOLLOW, whose value depends on the processor.</summary>
    static readonly int NoLinks =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000;

    public static bool Available { get; } = OperatingSystem.IsLinux();

    /// <summary>Makes the kernel append every write, even if another writer has moved the end of the file.</summary>
    public static void SetAppend(SafeFileHandle handle)
    {
        if (fcntl(handle, SetStatusFlags, AppendFlag) < 0) throw Failure("fcntl");
    }

    /// <summary>Appends to a file that <see cref="SetAppend"/> was called for.</summary>
    /// <returns>The number of bytes that were written, at least one. The calls of .NET do not tell it when a later part fails.</returns>
    public static int Append(SafeFileHandle handle, ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var written = (int)pwrite(handle, in MemoryMarshal.GetReference(bytes), bytes.Length, offset: 0);
            if (written > 0) return written;
            if (written == 0) throw new IOException("pwrite wrote nothing");
            if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("pwrite");
        }
    }

    /// <summary>Flushes the file to disk. The calls of .NET return normally when that fails.</summary>
    public static void FlushToDisk(SafeFileHandle handle)
    {
        if (fsync(handle) < 0) throw Failure("fsync");
    }

    public static void Rename(string from, string to)
    {
        if (rename(from, to) < 0) throw Failure("rename");
    }

    /// <summary>The status of what is at a path; null = nothing is there.</summary>
    public static FileStatus? StatusOf(string path, bool followLinks)
    {
        var flags = followLinks ? 0 : DoNotFollowLinks;
        if (statx(CurrentDirectory, path, flags, BasicStatistics, out var status) == 0) return ToStatus(status);
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

    /// <summary>Opens an existing file only to lock it, and follows no link. A lock needs no right to write.</summary>
    /// <returns>Null when nothing is there.</returns>
    public static SafeFileHandle? OpenForLocking(string path)
    {
        var flags = NoLinks | NonBlocking | NoTerminal | CloseOnExec;
        var handle = open(path, ReadWrite | flags, mode: 0);
        if (handle.IsInvalid && Marshal.GetLastPInvokeError() is PermissionDenied) handle = open(path, flags, mode: 0);
        if (!handle.IsInvalid) return handle;
        return Marshal.GetLastPInvokeError() is NoEntry ? null : throw Failure("open");
    }

    /// <summary>Creates a file only to lock it.</summary>
    /// <returns>Null when something is there by now, even a link that leads nowhere.</returns>
    public static SafeFileHandle? CreateForLocking(string path)
    {
        var handle = open(path, ReadWrite | Create | New | CloseOnExec, EverybodysFile);
        if (!handle.IsInvalid) return handle;
        return Marshal.GetLastPInvokeError() is AlreadyThere ? null : throw Failure("open");
    }

    /// <summary>Opens a FIFO or device for writing, without waiting for a reader.</summary>
    public static SafeFileHandle OpenStream(string path)
    {
        var handle = open(path, WriteOnly | NonBlocking | NoTerminal | CloseOnExec, mode: 0);
        if (!handle.IsInvalid) return handle;
        var failure = Marshal.GetLastPInvokeError() == NoReader ? new IOException("nobody reads from it") : Failure("open");
        handle.Dispose();
        throw failure;
    }

    /// <summary>Writes to a FIFO or device that was opened by <see cref="OpenStream"/>.</summary>
    /// <returns>False when there is no room now.</returns>
    public static bool TryWrite(SafeFileHandle handle, ReadOnlySpan<byte> bytes, out int written)
    {
        do
        {
            written = (int)write(handle, in MemoryMarshal.GetReference(bytes), bytes.Length);
            if (written >= 0) return true;
        }
        while (Marshal.GetLastPInvokeError() == Interrupted);
        written = 0;
        return Marshal.GetLastPInvokeError() == TryAgain ? false : throw Failure("write");
    }

    /// <summary>Waits until a FIFO or device has room, or until a write would fail.</summary>
    /// <returns>False when the time passed.</returns>
    public static bool AwaitRoom(SafeFileHandle handle, TimeSpan atMost)
    {
        var added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            var wanted = new PollEntry { Descriptor = (int)handle.DangerousGetHandle(), Wanted = RoomForWriting };
            return poll(ref wanted, 1, (int)atMost.TotalMilliseconds) != 0;
        }
        finally
        {
            if (added) handle.DangerousRelease();
        }
    }

    /// <summary>Waits for the lock of an open file and takes it. The kernel releases the lock when its process dies.</summary>
    public static void Lock(SafeFileHandle handle)
    {
        while (flock(handle, Exclusive) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted) throw Failure("flock");
        }
    }

    public static void Unlock(SafeFileHandle handle) => _ = flock(handle, Release);

    /// <summary>Marks an open file as being written by this process. Readers and other locks of the file do not notice the mark.</summary>
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
        LastWriteOf(status),
        new FileOwner(status.User, status.Group));

    /// <summary>The time of the last write; a time that .NET does not have becomes the nearest that it has.</summary>
    static DateTimeOffset LastWriteOf(StatX status)
    {
        var seconds = Math.Clamp(status.WrittenSeconds, EarliestWrite, LatestWrite);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(status.WrittenNanoseconds / 100);
    }

    static IOException Failure(string call)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{call} failed: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle descriptor, int command, int argument);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(SafeFileHandle descriptor, in byte bytes, nint count);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwrite(SafeFileHandle descriptor, in byte bytes, nint count, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref PollEntry entry, nuint count, int milliseconds);

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

    /// <summary>The kernel's <c>struct statx</c>. Its layout is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct StatX
    {
        [FieldOffset(20)] public uint User;
        [FieldOffset(24)] public uint Group;
        [FieldOffset(28)] public ushort Mode;
        [FieldOffset(32)] public ulong Inode;
        [FieldOffset(40)] public ulong Length;
        [FieldOffset(112)] public long WrittenSeconds;
        [FieldOffset(120)] public uint WrittenNanoseconds;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }

    /// <summary>The kernel's <c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 8)]
    struct PollEntry
    {
        [FieldOffset(0)] public int Descriptor;
        [FieldOffset(4)] public short Wanted;
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
