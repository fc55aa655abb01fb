using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

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

    public UnixFileMode? Mode => SystemCalls.Current.StatusOf(_handle).Mode;

    public long Length => 0;

    public DateTimeOffset LastWrite
    {
        get => SystemCalls.Current.StatusOf(_handle).LastWrite;
        set { }
    }

    public int LastAppended { get; private set; }

    /// <exception cref="IOException">The path cannot be opened, or it is a FIFO without a reader.</exception>
    public static StreamFile Open(string path)
    {
        var handle = SystemCalls.Current.OpenStream(path);
        try
        {
            var status = SystemCalls.Current.StatusOf(handle);
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
        var (calls, fullSince) = (SystemCalls.Current, (long?)null);
        while (LastAppended < bytes.Length)
        {
            var rest = bytes[LastAppended..];
            if (calls.TryWrite(_handle, rest[..PieceOf(rest)], out var written))
            {
                LastAppended += written;
                fullSince = null;
                continue;
            }
            AwaitRoom(atLineEnd: LastAppended > 0 && bytes[LastAppended - 1] == '\n', fullSince ??= Stopwatch.GetTimestamp());
        }
    }

    public void TruncateTo(long length) => throw new NotSupportedException("a FIFO or device cannot be truncated");

    public void WriteAgain(AppendedRange range)
    {
    }

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
    void AwaitRoom(bool atLineEnd, long fullSince)
    {
        var remaining = LongestWaitForRoom - Stopwatch.GetElapsedTime(fullSince);
        if (atLineEnd || remaining <= TimeSpan.Zero) throw new IOException("the reader does not read: there is no room for more");
        SystemCalls.Current.AwaitRoom(_handle, remaining);
    }
}
