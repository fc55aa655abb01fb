using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>macOS, by its documentation and headers.</summary>
[UnsupportedOSPlatform("windows")]
sealed partial class MacCalls() : UnixCalls(Numbers)
{
    const int FlushDrive = 51; // F_FULLFSYNC
    const uint ReplaceNothing = 4; // RENAME_EXCL

    static readonly UnixNumbers Numbers = new(
        NoLink: 0x100,
        NonBlocking: 0x4,
        NoTerminal: 0x20000,
        CloseOnExec: 0x1000000,
        Append: 0x8,
        TryAgain: 35,
        NameTooLong: 63,
        NotSupported: [45, 102]);

    static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    public override NameRules Names => NameRules.MacOS;

    public override FileStatus StatusOf(SafeFileHandle file)
    {
        var failed = IsArm ? fstat(file, out var status) : fstat_x64(file, out status);
        return failed < 0 ? throw Failure("fstat") : ToStatus(status);
    }

    public override SafeFileHandle OpenAgain(SafeFileHandle file, string path) => this.OpenByPath(file, path);

    /// <remarks><c>fsync</c> leaves the bytes in the memory of the drive. Not every drive and network file system has more.</remarks>
    public override void FlushToDisk(SafeFileHandle file)
    {
        const int NotForThis = 25; // ENOTTY
        if (Control(file, FlushDrive, 0) == 0) return;
        if (Marshal.GetLastPInvokeError() is var error && error is not (NotPossible or NotForThis) && !Numbers.NotSupported.Contains(error))
            throw Failure("fcntl");
        base.FlushToDisk(file);
    }

    public override void Publish(SafeFileHandle file, string from, string to)
    {
        this.EnsureIsAt(file, from);
        if (renamex_np(from, to, ReplaceNothing) == 0) return;
        if (Marshal.GetLastPInvokeError() == AlreadyThere) throw new IOException($"{to} is in the way");
        // The file system may not have such renames.
        if (StatusOf(to, followLinks: false) is not null) throw new IOException($"{to} is in the way");
        Rename(from, to);
    }

    protected override bool TryGetStatus(string path, bool followLinks, out FileStatus status)
    {
        StatResult raw;
        int failed;
        if (followLinks) failed = IsArm ? stat(path, out raw) : stat_x64(path, out raw);
        else failed = IsArm ? lstat(path, out raw) : lstat_x64(path, out raw);
        status = failed < 0 ? default : ToStatus(raw);
        return failed == 0;
    }

    /// <remarks>A write to a given offset would not append.</remarks>
    protected override int AppendSome(SafeFileHandle file, ReadOnlySpan<byte> bytes) =>
        (int)write(file, in MemoryMarshal.GetReference(bytes), bytes.Length);

    /// <remarks>Apple's processors take the last parameter from the stack, behind the eight that go into registers.</remarks>
    protected override int Control(SafeFileHandle file, int command, nint argument) =>
        IsArm ? fcntl_arm(file, command, 0, 0, 0, 0, 0, 0, argument) : fcntl(file, command, argument);

    /// <remarks>
    /// All kinds of locks exclude each other there, and .NET takes one when it opens a file: the mark would keep readers and other loggers
    /// from opening the file. So another process is not noticed.
    /// </remarks>
    protected override bool TryLockRecord(SafeFileHandle file) => true;

    static FileStatus ToStatus(StatResult status) => new(
        new FileIdentity(status.Device, status.Inode),
        (FileKind)(status.Mode & 0xF000),
        (UnixFileMode)(status.Mode & 0xFFF),
        status.Length,
        TimeOf(status.WrittenSeconds, status.WrittenNanoseconds),
        new FileOwner(status.User, status.Group));

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int stat(string path, out StatResult status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat(string path, out StatResult status);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstat(SafeFileHandle descriptor, out StatResult status);

    // Intel's processors have functions of the same names for files with 32-bit inodes.
    [LibraryImport("libc", EntryPoint = "stat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int stat_x64(string path, out StatResult status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int lstat_x64(string path, out StatResult status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64", SetLastError = true)]
    private static partial int fstat_x64(SafeFileHandle descriptor, out StatResult status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renamex_np(string from, string to, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_arm(
        SafeFileHandle descriptor, nint command, nint third, nint fourth, nint fifth, nint sixth, nint seventh, nint eighth, nint argument);

    /// <summary>The system's <c>struct stat</c> with 64-bit inodes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    struct StatResult
    {
        [FieldOffset(0)] public uint Device;
        [FieldOffset(4)] public ushort Mode;
        [FieldOffset(8)] public ulong Inode;
        [FieldOffset(16)] public uint User;
        [FieldOffset(20)] public uint Group;
        [FieldOffset(48)] public long WrittenSeconds;
        [FieldOffset(56)] public long WrittenNanoseconds;
        [FieldOffset(96)] public long Length;
    }
}
