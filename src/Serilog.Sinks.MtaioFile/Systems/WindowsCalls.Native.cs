using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>The functions of kernel32, their numbers and structures.</content>
sealed partial class WindowsCalls
{
    const int DiskFile = 1; // FILE_TYPE_DISK
    const uint NoAttributes = uint.MaxValue; // INVALID_FILE_ATTRIBUTES

    [Flags]
    enum Access : uint
    {
        AddData = 2, // FILE_WRITE_DATA, and FILE_ADD_FILE for folders
        ReadAttributes = 0x80,
        Delete = 0x10000,
        Write = 0x40000000,
        Read = 0x80000000,
    }

    [Flags]
    enum Share : uint
    {
        Read = 1,
        Write = 2,
        Delete = 4,
        All = Read | Write | Delete,
    }

    enum Opening : uint
    {
        Existing = 3,
    }

    [Flags]
    enum Flags : uint
    {
        None = 0,
        NoLinks = 0x00200000, // FILE_FLAG_OPEN_REPARSE_POINT
        Folders = 0x02000000, // FILE_FLAG_BACKUP_SEMANTICS
    }

    enum InformationClass
    {
        AttributeTag = 9,
        Id = 18,
        Disposition = 21, // FileDispositionInfoEx
        Rename = 22, // FileRenameInfoEx
    }

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateFile(
        string path, Access access, Share share, nint security, Opening opening, Flags flags, nint template);

    [LibraryImport(
        "kernel32", EntryPoint = "GetFinalPathNameByHandleW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial int GetFinalPathName(SafeFileHandle file, [Out] char[] path, int size, uint flags);

    [LibraryImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetDiskFreeSpace(string folder, out long free, nint total, nint totalFree);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool FlushFileBuffers(SafeFileHandle file);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int GetFileType(SafeFileHandle file);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandle(SafeFileHandle file, out FileInformation information);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandleEx(SafeFileHandle file, InformationClass kind, out FileId id, int size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetFileInformationByHandleEx(SafeFileHandle file, InformationClass kind, out AttributeTag tag, int size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFileInformationByHandle(SafeFileHandle file, InformationClass kind, in byte information, int size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFileInformationByHandle(SafeFileHandle file, InformationClass kind, in int information, int size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WriteFile(SafeFileHandle file, in byte bytes, int count, out int written, ref Overlapped place);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LockFileEx(
        SafeFileHandle file, uint flags, uint reserved, uint count, uint countHigh, ref Overlapped place);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool UnlockFileEx(SafeFileHandle file, uint reserved, uint count, uint countHigh, ref Overlapped place);

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string from, string to, uint flags);

    [LibraryImport("kernel32", EntryPoint = "DeleteFileW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeleteFile(string path);

    [LibraryImport("kernel32", EntryPoint = "GetFileAttributesW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint GetFileAttributes(string path);

    [LibraryImport("kernel32", EntryPoint = "SetFileAttributesW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFileAttributes(string path, uint attributes);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetNamedPipeHandleState(SafeFileHandle pipe, in uint mode, nint collection, nint timeout);

    [LibraryImport("ntdll")]
    private static partial uint RtlGetLastNtStatus();

    /// <summary><c>BY_HANDLE_FILE_INFORMATION</c>.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    struct FileInformation
    {
        public uint Attributes;
        public long Created;
        public long LastAccess;
        public long LastWrite;
        public uint Volume;
        public uint LengthHigh;
        public uint LengthLow;
        public uint Links;
        public uint IndexHigh;
        public uint IndexLow;
    }

    /// <summary><c>FILE_ID_INFO</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct FileId
    {
        public ulong Volume;
        public ulong Low;
        public ulong High;
    }

    /// <summary><c>FILE_ATTRIBUTE_TAG_INFO</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct AttributeTag
    {
        public uint Attributes;
        public uint Tag;
    }

    /// <summary><c>OVERLAPPED</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    struct Overlapped
    {
        public nint Internal;
        public nint InternalHigh;
        public uint OffsetLow;
        public uint OffsetHigh;
        public nint Event;

        public static Overlapped At(long position) =>
            new() { OffsetLow = (uint)position, OffsetHigh = (uint)(position >> 32) };
    }
}
