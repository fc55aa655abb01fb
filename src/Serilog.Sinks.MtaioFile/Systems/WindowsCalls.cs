using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>
/// Windows. Files are opened so that others may read, write, rename and delete them meanwhile. Where files have ids of 128 bits, those are
/// used; a file keeps its id under every name, unlike its creation time.
/// </summary>
sealed partial class WindowsCalls : ISystemCalls
{
    const int NoFile = 2, NoPath = 3, AccessDenied = 5, SharingViolation = 32, LockViolation = 33; // ERROR_…
    const int InvalidName = 123, NameTooLong = 206, InvalidDirectory = 267;

    /// <summary>Bytes far behind the end of every log: locks of them are in nobody's way.</summary>
    const long MarkPosition = long.MaxValue - 1, AppendPosition = long.MaxValue - 3, LockPosition = long.MaxValue - 5;

    static readonly TimeSpan LongestAppend = TimeSpan.FromSeconds(1);

    /// <summary>The first call of a function loads its library, which would change the status that this one returns.</summary>
    public WindowsCalls() => _ = RtlGetLastNtStatus();

    public NameRules Names => NameRules.Windows;

    public FileStatus? StatusOf(string path, bool followLinks)
    {
        if (IsStream(path)) return StreamStatus;
        using var handle = Open(path, Access.ReadAttributes, Opening.Existing, followLinks ? Flags.Folders : Flags.Folders | Flags.NoLinks);
        if (!handle.IsInvalid) return StatusOf(handle);
        var error = Marshal.GetLastPInvokeError();
        return IsMissing(error) || error == AccessDenied && IsBeingDeleted() ? null : throw Failure("open", path, error);
    }

    public FileStatus StatusOf(SafeFileHandle file)
    {
        if (GetFileType(file) != DiskFile) return StreamStatus;
        if (!GetFileInformationByHandle(file, out var information)) throw Failure("look at", "the file");
        return new FileStatus(
            IdentityOf(file, information),
            KindOf(file, (FileAttributes)information.Attributes),
            Mode: null,
            ((long)information.LengthHigh << 32) | information.LengthLow,
            TimeOf(information.LastWrite));
    }

    /// <remarks>
    /// A link is followed, and then is not the file that was seen. To open what is at the path itself would read files of deduplicated
    /// volumes and of clouds past the programs that give them their content.
    /// </remarks>
    public SafeFileHandle? TryOpenForReading(string path, bool alone)
    {
        var handle = CreateFile(
            Extended(path), Access.Read, alone ? Share.Delete : Share.All, 0, Opening.Existing, Flags.None, 0);
        if (!handle.IsInvalid) return handle;
        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error == SharingViolation ? null : throw Failure("open", path, error);
    }

    public void BeginAppending(SafeFileHandle file)
    {
    }

    /// <remarks>Windows appends, but not in one step for other processes, which therefore wait for each other.</remarks>
    public void Append(SafeFileHandle file, ReadOnlySpan<byte> bytes, out int appended)
    {
        appended = 0;
        var isLocked = LockForAppending(file);
        try
        {
            var length = RandomAccess.GetLength(file);
            try
            {
                while (appended < bytes.Length) appended += AppendSome(file, bytes[appended..]);
            }
            catch (IOException)
            {
                appended = (int)Math.Clamp(RandomAccess.GetLength(file) - length, appended, bytes.Length);
                throw;
            }
        }
        finally
        {
            if (isLocked) Unlock(file, AppendPosition);
        }
    }

    public SafeFileHandle OpenAgain(SafeFileHandle file, string path) => this.OpenByPath(file, path);

    /// <remarks>A network file system may have no such locks: then nobody is noticed.</remarks>
    public bool TryMarkAsWriter(SafeFileHandle file) =>
        TryLock(file, MarkPosition, doNotWait: true) || Marshal.GetLastPInvokeError() != LockViolation;

    /// <remarks>.NET takes a flush that is refused for a success.</remarks>
    public void FlushToDisk(SafeFileHandle file)
    {
        if (!FlushFileBuffers(file)) throw Failure("flush", "the file");
    }

    public bool TryFlushFolder(string path) => true;

    /// <remarks>Opening tells of other programs that have the file, too. Nothing is written.</remarks>
    public int WriteErrorOf(string path)
    {
        if (IsStream(path)) return 0;
        using var handle = Open(path, Access.AddData, Opening.Existing, Flags.Folders);
        return handle.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <remarks>The call takes folders alone.</remarks>
    public long FreeBytesAt(string folder)
    {
        if (IsStream(folder)) return 0;
        if (GetDiskFreeSpace(Extended(folder), out var free, 0, 0)) return free;
        return Path.GetDirectoryName(folder) is { } parent ? FreeBytesAt(parent) : throw Failure("look at the disk of", folder);
    }

    public bool IsMissing(int error) => error is NoFile or NoPath or InvalidName or NameTooLong or InvalidDirectory;

    public SafeFileHandle? OpenForLocking(string path)
    {
        var handle = Open(path, Access.Read | Access.Write, Opening.Existing, Flags.NoLinks);
        // A lock needs no right to write.
        if (handle.IsInvalid && Marshal.GetLastPInvokeError() == AccessDenied)
            handle = Open(path, Access.Read, Opening.Existing, Flags.NoLinks);
        if (!handle.IsInvalid) return handle;
        var error = Marshal.GetLastPInvokeError();
        handle.Dispose();
        return error == NoFile || error == AccessDenied && IsBeingDeleted() ? null : throw Failure("open", path, error);
    }

    public void Lock(SafeFileHandle file)
    {
        if (!TryLock(file, LockPosition, doNotWait: false)) throw Failure("lock", "the file");
    }

    public void Unlock(SafeFileHandle file) => Unlock(file, LockPosition);

    public void SetModeOfNew(FileStreamOptions options, UnixFileMode? mode)
    {
    }

    public void SetMode(SafeFileHandle file, UnixFileMode mode)
    {
    }

    public void TrySetOwner(SafeFileHandle file, FileOwner owner)
    {
    }

    public bool IsOwn(FileStatus status) => true;

    static FileIdentity IdentityOf(SafeFileHandle file, in FileInformation information)
    {
        if (GetFileInformationByHandleEx(file, InformationClass.Id, out FileId id, Marshal.SizeOf<FileId>()))
            return new FileIdentity(id.Volume, id.Low, id.High);
        return new FileIdentity(information.Volume, ((ulong)information.IndexHigh << 32) | information.IndexLow);
    }

    /// <summary>Only links that lead to another name are links; other programs mark files for their own ends, too.</summary>
    static FileKind KindOf(SafeFileHandle file, FileAttributes attributes)
    {
        const uint LeadsToAnotherName = 0x20000000; // IsReparseTagNameSurrogate
        if (attributes.HasFlag(FileAttributes.ReparsePoint)
            && GetFileInformationByHandleEx(file, InformationClass.AttributeTag, out AttributeTag tag, Marshal.SizeOf<AttributeTag>())
            && (tag.Tag & LeadsToAnotherName) != 0)
        {
            return FileKind.Link;
        }
        return attributes.HasFlag(FileAttributes.Directory) ? FileKind.Directory : FileKind.Regular;
    }

    static bool IsReadOnlyFile(uint attributes) =>
        ((FileAttributes)attributes).HasFlag(FileAttributes.ReadOnly) && !((FileAttributes)attributes).HasFlag(FileAttributes.Directory);

    static DateTimeOffset TimeOf(long fileTime) =>
        new(DateTime.FromFileTimeUtc(Math.Clamp(fileTime, 0, DateTime.MaxValue.AddYears(-2).ToFileTimeUtc())));

    /// <summary>Writes the first bytes to the end of a file.</summary>
    static int AppendSome(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        var end = new Overlapped { OffsetLow = uint.MaxValue, OffsetHigh = uint.MaxValue };
        if (!WriteFile(file, in MemoryMarshal.GetReference(bytes), bytes.Length, out var written, ref end))
            throw Failure("write to", "the file");
        return written > 0 ? written : throw new IOException("WriteFile wrote nothing");
    }

    /// <summary>Waits while another process appends, which takes a moment. Other programs may lock the whole file for long.</summary>
    /// <returns>False when the file system has no locks, such as some of networks: then nobody waits for anybody.</returns>
    static bool LockForAppending(SafeFileHandle file)
    {
        for (var begin = Stopwatch.GetTimestamp(); ; Thread.Sleep(1))
        {
            if (TryLock(file, AppendPosition, doNotWait: true)) return true;
            var error = Marshal.GetLastPInvokeError();
            if (NotSupported.Contains(error)) return false;
            if (error != LockViolation) throw Failure("lock", "the file", error);
            if (Stopwatch.GetElapsedTime(begin) > LongestAppend) throw new IOException("another program has locked the file");
        }
    }

    static bool TryLock(SafeFileHandle file, long position, bool doNotWait)
    {
        const uint FailImmediately = 1, Exclusive = 2;
        var place = Overlapped.At(position);
        return LockFileEx(file, doNotWait ? Exclusive | FailImmediately : Exclusive, 0, 1, 0, ref place);
    }

    static void Unlock(SafeFileHandle file, long position)
    {
        var place = Overlapped.At(position);
        _ = UnlockFileEx(file, 0, 1, 0, ref place);
    }

    /// <summary>Whether the last call failed because a file keeps its name until those that have it open have closed it.</summary>
    static bool IsBeingDeleted() => RtlGetLastNtStatus() == 0xC0000056; // STATUS_DELETE_PENDING

    static SafeFileHandle Open(string path, Access access, Opening opening, Flags flags) =>
        CreateFile(Extended(path), access, Share.All, 0, opening, flags, 0);

    static IOException Failure(string action, string what) => Failure(action, what, Marshal.GetLastPInvokeError());

    static IOException Failure(string action, string what, int error)
    {
        var message = $"could not {action} {what}: {Marshal.GetPInvokeErrorMessage(error)}";
        return error switch
        {
            NoFile => new FileNotFoundException(message),
            NoPath => new DirectoryNotFoundException(message),
            _ => new IOException(message, FileErrors.OnWindows(error)),
        };
    }
}
