using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <content>
/// The calls that work on exactly one file, in a folder where other users may rename files and plant links at any moment.
/// </content>
static partial class UnixCalls
{
    const int FollowLinks = 0x400; // AT_SYMLINK_FOLLOW
    const int Shared = 1, DoNotWait = 4; // LOCK_SH, LOCK_NB
    const int Exists = 17; // EEXIST

    /// <summary>O_NOFOLLOW, which depends on the processor.</summary>
    static readonly int NoLink =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le ? 0x8000 : 0x20000;

    /// <summary>The user that the process acts for.</summary>
    public static uint CurrentUser => geteuid();

    /// <summary>Opens a file for reading. It neither follows a link nor waits for the writer of a FIFO.</summary>
    public static SafeFileHandle OpenForReading(string path)
    {
        var handle = open(path, NoLink | NonBlocking | NoTerminal | CloseOnExec, 0);
        if (!handle.IsInvalid) return handle;
        handle.Dispose();
        throw Failure("open");
    }

    /// <summary>Locks an open file without waiting, for this process alone or together with other readers.</summary>
    /// <returns>False when another open file has a lock that forbids it.</returns>
    public static bool TryLock(SafeFileHandle handle, bool alone)
    {
        while (flock(handle, (alone ? Exclusive : Shared) | DoNotWait) < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == TryAgain) return false;
            if (error != Interrupted) throw Failure("flock");
        }
        return true;
    }

    /// <summary>Gives an open file one more name, unless something has that name.</summary>
    /// <returns>False when the file system has no such links.</returns>
    /// <exception cref="IOException">Something has the name.</exception>
    public static bool TryLink(SafeFileHandle handle, string name)
    {
        var added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            var self = $"/proc/self/fd/{handle.DangerousGetHandle()}";
            if (linkat(CurrentDirectory, self, CurrentDirectory, name, FollowLinks) == 0) return true;
            return Marshal.GetLastPInvokeError() == Exists ? throw Failure("link") : false;
        }
        finally
        {
            if (added) handle.DangerousRelease();
        }
    }

    /// <summary>Gives a file its owner and group, or its group alone, as far as the process may.</summary>
    public static void TrySetOwner(SafeFileHandle handle, FileOwner owner)
    {
        const uint Unchanged = uint.MaxValue;
        if (StatusOf(handle).Owner == owner || fchown(handle, owner.User, owner.Group) == 0) return;
        _ = fchown(handle, Unchanged, owner.Group);
    }

    [LibraryImport("libc")]
    private static partial uint geteuid();

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchown(SafeFileHandle descriptor, uint user, uint group);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(int fromDirectory, string from, int toDirectory, string to, int flags);
}
