using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <content>
/// Renames and deletions. Those with the semantics of Unix free the name at once, even while others have the file open, and read-only
/// files, too. File systems and versions of Windows without them get the older calls, after the attribute is removed.
/// </content>
sealed partial class WindowsCalls
{
    /// <summary>What a file system or version of Windows answers that does not have a call.</summary>
    static readonly int[] NotSupported = [1, 50, 87, 120, 124];

    public void Rename(string from, string to)
    {
        using (var file = Open(from, Access.Delete, Opening.Existing, Flags.Folders | Flags.NoLinks))
        {
            if (file.IsInvalid) throw Failure("rename", from);
            if (TryRename(file, to)) return;
        }
        var error = Marshal.GetLastPInvokeError();
        if (NotSupported.Contains(error)) error = MoveTo(from, to);
        if (error != 0) throw Failure("rename", $"{from} to {to}", error);
    }

    public void Publish(SafeFileHandle file, string from, string to)
    {
        this.EnsureIsAt(file, from);
        if (!MoveFileEx(Extended(from), Extended(to), 0)) throw Failure("rename", $"{from} to {to}");
    }

    public void Delete(string path)
    {
        using (var file = Open(path, Access.Delete, Opening.Existing, Flags.NoLinks))
        {
            var error = file.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
            if (error == NoFile || error == AccessDenied && IsBeingDeleted()) return;
            if (error != 0) throw Failure("delete", path, error);
            const int DeleteAtOnceAndReadOnly = 0x13; // FILE_DISPOSITION_DELETE, …_POSIX_SEMANTICS, …_IGNORE_READONLY_ATTRIBUTE
            var how = DeleteAtOnceAndReadOnly;
            if (SetFileInformationByHandle(file, InformationClass.Disposition, in how, sizeof(int))) return;
            if (Marshal.GetLastPInvokeError() is var failure && !NotSupported.Contains(failure)) throw Failure("delete", path, failure);
        }
        RemoveReadOnly(path);
        if (!DeleteFile(Extended(path))) throw Failure("delete", path);
    }

    static bool TryRename(SafeFileHandle file, string to)
    {
        const int ReplaceAtOnceAndReadOnly = 0x43; // FILE_RENAME_REPLACE_IF_EXISTS, …_POSIX_SEMANTICS, …_IGNORE_READONLY_ATTRIBUTE
        var name = Encoding.Unicode.GetBytes(Extended(Path.GetFullPath(to)));
        // struct FILE_RENAME_INFO: the flags, the handle of a folder, the length of the name, the name and its end.
        var lengthAt = 2 * IntPtr.Size;
        var information = new byte[lengthAt + sizeof(int) + name.Length + sizeof(char)];
        BinaryPrimitives.WriteInt32LittleEndian(information, ReplaceAtOnceAndReadOnly);
        BinaryPrimitives.WriteInt32LittleEndian(information.AsSpan(lengthAt), name.Length);
        name.CopyTo(information, lengthAt + sizeof(int));
        return SetFileInformationByHandle(file, InformationClass.Rename, in information[0], information.Length);
    }

    /// <summary>Renames a file by the older call, which does not copy unless that is asked for.</summary>
    /// <returns>0, or the error.</returns>
    static int MoveTo(string from, string to)
    {
        const uint Replace = 1; // MOVEFILE_REPLACE_EXISTING
        if (MoveFileEx(Extended(from), Extended(to), Replace)) return 0;
        var error = Marshal.GetLastPInvokeError();
        if (error != AccessDenied || !RemoveReadOnly(to)) return error;
        return MoveFileEx(Extended(from), Extended(to), Replace) ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <returns>Whether the file was read-only and is not any more.</returns>
    static bool RemoveReadOnly(string path)
    {
        var attributes = GetFileAttributes(Extended(path));
        return attributes != NoAttributes && IsReadOnlyFile(attributes)
            && SetFileAttributes(Extended(path), attributes & ~(uint)FileAttributes.ReadOnly);
    }
}
