using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>Linux, with any C library and on any processor that .NET runs on.</summary>
/// <param name="libraryHasStatX">Whether to look for <c>statx</c> in the C library.</param>
[UnsupportedOSPlatform("windows")]
sealed partial class LinuxCalls(bool libraryHasStatX = true) : UnixCalls(Numbers)
{
    const int CurrentDirectory = -100; // AT_FDCWD
    const int FollowLinks = 0x400; // AT_SYMLINK_FOLLOW
    const int SetRecordLock = 37; // F_OFD_SETLK
    const short WriteLock = 1; // F_WRLCK
    const long MarkPosition = long.MaxValue - 1; // no log is that long

    static readonly UnixNumbers Numbers = new(
        // It depends on the processor.
        NoLink: RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000,
        NonBlocking: 0x800,
        NoTerminal: 0x100,
        CloseOnExec: 0x80000,
        Append: 0x400,
        TryAgain: 11,
        NameTooLong: 36,
        NotSupported: [95]);

    public override NameRules Names => NameRules.Linux;

    public override SafeFileHandle OpenAgain(SafeFileHandle file, string path) =>
        // The name in /proc means the same file, wherever it was moved.
        File.OpenHandle(SelfOf(file), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    public override void Publish(SafeFileHandle file, string from, string to)
    {
        // A link names the open file itself, whatever another user has put at its old name.
        if (TryLink(file, to))
        {
            Delete(from);
            return;
        }
        this.EnsureIsAt(file, from);
        if (StatusOf(to, followLinks: false) is not null) throw new IOException($"{to} is in the way");
        Rename(from, to);
    }

    /// <remarks>The kernel appends whatever offset is given, and tells how much it has written when a later part fails.</remarks>
    protected override int AppendSome(SafeFileHandle file, ReadOnlySpan<byte> bytes) =>
        (int)pwrite(file, in MemoryMarshal.GetReference(bytes), bytes.Length, offset: 0);

    protected override int Control(SafeFileHandle file, int command, nint argument) => fcntl(file, command, argument);

    protected override bool TryLockRecord(SafeFileHandle file)
    {
        var mark = new RecordLock { Kind = WriteLock, Start = MarkPosition, Length = 1 };
        return fcntl_lock(file, SetRecordLock, ref mark) == 0;
    }

    /// <summary>Gives an open file one more name, unless something has that name.</summary>
    /// <returns>False when the file system has no such links.</returns>
    /// <exception cref="IOException">Something has the name.</exception>
    static bool TryLink(SafeFileHandle file, string name)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            if (linkat(CurrentDirectory, SelfOf(file), CurrentDirectory, name, FollowLinks) == 0) return true;
            return Marshal.GetLastPInvokeError() == AlreadyThere ? throw Failure("link") : false;
        }
        finally
        {
            if (added) file.DangerousRelease();
        }
    }

    static string SelfOf(SafeFileHandle file) => $"/proc/self/fd/{file.DangerousGetHandle()}";

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pwrite(SafeFileHandle descriptor, in byte bytes, nint count, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(SafeFileHandle descriptor, int command, nint argument);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int fcntl_lock(SafeFileHandle descriptor, int command, ref RecordLock argument);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(int fromDirectory, string from, int toDirectory, string to, int flags);

    /// <summary>The kernel's <c>struct flock</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 32)]
    struct RecordLock
    {
        [FieldOffset(0)] public short Kind;
        [FieldOffset(8)] public long Start;
        [FieldOffset(16)] public long Length;
    }
}
