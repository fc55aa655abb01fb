using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Systems;

/// <summary>
/// What each operating system does in its own way, and .NET does not offer or does otherwise. There is one class for each system. Failures
/// are <see cref="IOException"/>.
/// </summary>
interface ISystemCalls
{
    /// <summary>The rules for the names of files.</summary>
    NameRules Names { get; }

    /// <summary>The status of what is at a path; null = nothing is there.</summary>
    FileStatus? StatusOf(string path, bool followLinks);

    FileStatus StatusOf(SafeFileHandle file);

    /// <summary>
    /// Opens a file for reading, for this process alone or together with others, and does not wait. The caller makes sure that it is the
    /// file that was seen: a link may have taken its place.
    /// </summary>
    /// <returns>Null when another opener has the file for itself, or has it at all and this process wants it alone.</returns>
    SafeFileHandle? TryOpenForReading(string path, bool alone);

    /// <summary>Makes an open file ready for <see cref="Append"/>.</summary>
    void BeginAppending(SafeFileHandle file);

    /// <summary>Writes bytes to the end of a file, even if another writer has moved the end.</summary>
    /// <param name="file">The file, for which <see cref="BeginAppending"/> was called.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="appended">The number of bytes that the file has taken, also when the call throws.</param>
    void Append(SafeFileHandle file, ReadOnlySpan<byte> bytes, out int appended);

    /// <summary>Opens a file once more, for reading and writing at any place.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="path">The path at which it was opened.</param>
    SafeFileHandle OpenAgain(SafeFileHandle file, string path);

    /// <summary>Marks a file as being written by this open file. Readers and other locks of the file do not notice the mark.</summary>
    /// <returns>False when another open file has the mark.</returns>
    bool TryMarkAsWriter(SafeFileHandle file);

    /// <summary>Flushes a file to disk. .NET does not report each failure.</summary>
    void FlushToDisk(SafeFileHandle file);

    /// <summary>Flushes the names in a folder to disk, where the system has such a flush; elsewhere the system decides when.</summary>
    /// <returns>False when the flush failed.</returns>
    bool TryFlushFolder(string path);

    /// <summary>Renames a file, and replaces a file that has the new name, in one step. Never copies.</summary>
    void Rename(string from, string to);

    /// <summary>Gives an open file another name, and the name that it had goes. Never replaces anything.</summary>
    void Publish(SafeFileHandle file, string from, string to);

    /// <summary>Deletes a file, if it is there. A file that may not be written can be deleted, too, if its folder allows it.</summary>
    void Delete(string path);

    /// <summary>The error of writing to a path as its rights are now; 0 = it may be written.</summary>
    int WriteErrorOf(string path);

    /// <summary>The bytes that this user may still write to the disk of a folder.</summary>
    long FreeBytesAt(string folder);

    /// <summary>The path with all links followed, and in one spelling where a system has several.</summary>
    string RealPathOf(string path);

    /// <summary>Whether an error means that nothing is at the path.</summary>
    bool IsMissing(int error);

    /// <summary>Opens an existing file only to lock it, and follows no link.</summary>
    /// <returns>Null when nothing is there.</returns>
    SafeFileHandle? OpenForLocking(string path);

    /// <summary>Waits for the lock of an open file and takes it. The system releases the lock when its process dies.</summary>
    void Lock(SafeFileHandle file);

    void Unlock(SafeFileHandle file);

    /// <summary>Whether a path leads to a FIFO, pipe or device.</summary>
    bool IsStream(string path);

    /// <summary>Opens a FIFO, pipe or device for writing, without waiting for a reader.</summary>
    SafeFileHandle OpenStream(string path);

    /// <summary>Writes to what was opened by <see cref="OpenStream"/>, without waiting.</summary>
    /// <returns>False when there is no room now.</returns>
    bool TryWrite(SafeFileHandle stream, ReadOnlySpan<byte> bytes, out int written);

    /// <summary>Waits until a stream may have room again, or until a write would fail, at most for the given time.</summary>
    void AwaitRoom(SafeFileHandle stream, TimeSpan atMost);

    /// <summary>Sets the mode of a file that will be created, where files have modes; null = what the umask of the process makes.</summary>
    void SetModeOfNew(FileStreamOptions options, UnixFileMode? mode);

    /// <summary>Gives an open file exactly a mode, where files have modes.</summary>
    void SetMode(SafeFileHandle file, UnixFileMode mode);

    /// <summary>Gives an open file its owner and group, or its group alone, as far as the process may.</summary>
    void TrySetOwner(SafeFileHandle file, FileOwner owner);

    /// <summary>Whether a file belongs to the user of this process, as far as the system tells.</summary>
    bool IsOwn(FileStatus status);
}
