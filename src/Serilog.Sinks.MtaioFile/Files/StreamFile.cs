using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>A FIFO, pipe or device that is open for writing. The waits for a reader and for room are bounded.</summary>
sealed class StreamFile : ILogFile
{
    /// <summary>A pipe takes so many bytes at once or none of them, and so never a part of a short line.</summary>
    const int AtomicWrite = 4096;

    static readonly TimeSpan LongestWaitForRoom = TimeSpan.FromSeconds(1);

    readonly SafeFileHandle _handle;

    StreamFile(SafeFileHandle handle, FileStatus status)
    {
        _handle = handle;
        Identity = status.Identity;
    }

    public bool IsRegular => false;

    public FileIdentity Identity { get; }

    public FileOwner? Owner => null;

    public UnixFileMode? Mode => UnixCalls.StatusOf(_handle).Mode;

    public long Length => 0;

    public DateTimeOffset LastWrite
    {
        get => UnixCalls.StatusOf(_handle).LastWrite;
        set { }
    }

    public int LastAppended { get; private set; }

    /// <summary>Whether the path leads to a FIFO or character device.</summary>
    public static bool IsAt(string path) =>
        UnixCalls.Available && UnixCalls.StatusOf(path, followLinks: true) is { Kind: FileKind.Fifo or FileKind.CharacterDevice };

    /// <exception cref="IOException">The path cannot be opened, or it is a FIFO without a reader.</exception>
    public static StreamFile Open(string path)
    {
        var handle = UnixCalls.OpenStream(path);
        try
        {
            var status = UnixCalls.StatusOf(handle);
            if (status.Kind is FileKind.Regular) throw new IOException("another file took the place of a FIFO or device");
            return new StreamFile(handle, status);
        }
        catch (Exception)
        {
            handle.Dispose();
            throw;
        }
    }

    public bool TryMarkAsWriter() => true;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        LastAppended = 0;
        while (LastAppended < bytes.Length)
        {
            var rest = bytes[LastAppended..];
            if (UnixCalls.TryWrite(_handle, rest[..PieceOf(rest)], out var written)) LastAppended += written;
            else AwaitRoom(atLineEnd: LastAppended > 0 && bytes[LastAppended - 1] == '\n');
        }
    }

    public void TruncateTo(long length) => throw new NotSupportedException("a FIFO or device cannot be truncated");

    public void FlushToDisk()
    {
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>Whole lines as far as they fit into an atomic write, or a part of a longer line.</summary>
    static int PieceOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= AtomicWrite) return bytes.Length;
        var lineEnd = bytes[..AtomicWrite].LastIndexOf((byte)'\n');
        return lineEnd < 0 ? AtomicWrite : lineEnd + 1;
    }

    /// <summary>Waits in the middle of a line only: lines that are through are settled before the wait for more room.</summary>
    void AwaitRoom(bool atLineEnd)
    {
        if (!atLineEnd && UnixCalls.AwaitRoom(_handle, LongestWaitForRoom)) return;
        throw new IOException("the reader does not read: there is no room for more");
    }
}
