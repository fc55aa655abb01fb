using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>
/// The status of files, by <c>statx</c>: its structure is the same on every processor. Older versions of the C library musl have no such
/// function, so that the kernel is called without it.
/// </content>
sealed partial class LinuxCalls
{
    const int DoNotFollowLinks = 0x100; // AT_SYMLINK_NOFOLLOW
    const int HandleItself = 0x1000; // AT_EMPTY_PATH
    const uint BasicStatistics = 0x7ff; // STATX_BASIC_STATS

    /// <summary>The number of the call, which depends on the processor.</summary>
    static readonly nint StatXNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 332,
        Architecture.Arm => 397,
        Architecture.S390x => 379,
        Architecture.X86 or Architecture.Ppc64le => 383,
        _ => 291,
    };

    volatile bool _libraryHasStatX = libraryHasStatX;

    public override FileStatus StatusOf(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            if (StatX((int)file.DangerousGetHandle(), "", HandleItself, out var status) < 0) throw Failure("statx");
            return ToStatus(status);
        }
        finally
        {
            if (added) file.DangerousRelease();
        }
    }

    protected override bool TryGetStatus(string path, bool followLinks, out FileStatus status)
    {
        var isThere = StatX(CurrentDirectory, path, followLinks ? 0 : DoNotFollowLinks, out var raw) == 0;
        status = isThere ? ToStatus(raw) : default;
        return isThere;
    }

    int StatX(int directory, string path, int flags, out StatXResult status)
    {
        if (_libraryHasStatX)
        {
            try
            {
                return statx(directory, path, flags, BasicStatistics, out status);
            }
            catch (EntryPointNotFoundException)
            {
                _libraryHasStatX = false;
            }
        }
        return (int)syscall(StatXNumber, directory, path, flags, (nint)BasicStatistics, out status);
    }

    static FileStatus ToStatus(StatXResult status) => new(
        new FileIdentity(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Inode),
        (FileKind)(status.Mode & 0xF000),
        (UnixFileMode)(status.Mode & 0xFFF),
        (long)status.Length,
        TimeOf(status.WrittenSeconds, status.WrittenNanoseconds),
        new FileOwner(status.User, status.Group));

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int directory, string path, int flags, uint mask, out StatXResult status);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint syscall(nint number, nint directory, string path, nint flags, nint mask, out StatXResult status);

    /// <summary>The kernel's <c>struct statx</c>.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    struct StatXResult
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
}
