using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>A file that is open for appending.</summary>
sealed class LogFile : ILogFile
{
    /// <summary>Others may create and delete the file all the time.</summary>
    const int MostAttempts = 100;

    static int s_openCount;

    readonly FileStream _stream;

    // The stream's property costs a system call each time.
    readonly SafeFileHandle _handle;
    int _lastAppended;

    LogFile(FileStream stream, SafeFileHandle handle, FileStatus status)
    {
        _stream = stream;
        _handle = handle;
        Identity = status.Identity;
        IsRegular = status.Kind == FileKind.Regular;
        IsLocal = IsRegular && LocalDisks.Has(Identity.Device, stream.Name);
        Interlocked.Increment(ref s_openCount);
    }

    /// <summary>How many files this process has open now.</summary>
    public static int OpenCount => Volatile.Read(ref s_openCount);

    public FileIdentity Identity { get; }

    public bool IsRegular { get; }

    public bool IsLocal { get; }

    public UnixFileMode? Mode => Status.Mode;

    public FileOwner? Owner => Status.Owner;

    public long Length => IsRegular ? RandomAccess.GetLength(_handle) : 0;

    public DateTimeOffset LastWrite
    {
        get => Status.LastWrite;
        set => File.SetLastWriteTimeUtc(_handle, value.UtcDateTime);
    }

    public int LastAppended => _lastAppended;

    FileStatus Status => SystemCalls.Current.StatusOf(_handle);

    public static LogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null)
    {
        if (Path.EndsInDirectorySeparator(path)) throw new IOException("the path names a directory");
        var isThere = Path.Exists(path);
        if (!isThere && Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder)) CreateFolder(folder);
        var stream = OpenStream(path, isThere, mode, out var isNew);
        try
        {
            var handle = stream.SafeFileHandle;
            SystemCalls.Current.BeginAppending(handle);
            if (isNew && owner is { } previous) SystemCalls.Current.TrySetOwner(handle, previous);
            // The umask of the process may have removed bits of the mode.
            if (isNew && mode is { } exact) SystemCalls.Current.SetMode(handle, exact);
            return new LogFile(stream, handle, SystemCalls.Current.StatusOf(handle));
        }
        catch (Exception)
        {
            stream.Dispose();
            throw;
        }
    }

    public bool TryMarkAsWriter() => SystemCalls.Current.TryMarkAsWriter(_handle);

    public void Append(ReadOnlySpan<byte> bytes) => SystemCalls.Current.Append(_handle, bytes, out _lastAppended);

    public void TruncateTo(long length) => RandomAccess.SetLength(_handle, length);

    public void WriteAgain(AppendedRange range)
    {
        // This file's own handle only appends.
        using var handle = SystemCalls.Current.OpenAgain(_handle, _stream.Name);
        if (!range.IsKnown || !range.IsMatch(PartsOf(handle, range).Select(p => p.Bytes)))
            throw new IOException("an earlier flush to disk failed, and what was written before may not be on the disk");
        foreach (var (position, bytes) in PartsOf(handle, range)) RandomAccess.Write(handle, bytes.Span, position);
    }

    public void FlushToDisk()
    {
        if (IsRegular) SystemCalls.Current.FlushToDisk(_handle);
    }

    public void Dispose()
    {
        if (_handle.IsClosed) return;
        _stream.Dispose();
        Interlocked.Decrement(ref s_openCount);
    }

    static IEnumerable<(long Position, ReadOnlyMemory<byte> Bytes)> PartsOf(SafeFileHandle handle, AppendedRange range)
    {
        var buffer = new byte[64 * 1024];
        for (var position = range.Start; position < range.End;)
        {
            var count = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, range.End - position)), position);
            if (count == 0) yield break;
            yield return (position, buffer.AsMemory(0, count));
            position += count;
        }
    }

    /// <summary>The messages of the runtime name a file that was not found, or a denied access.</summary>
    static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (UnauthorizedAccessException ex)
        {
            throw new UnauthorizedAccessException($"the folder {folder} cannot be created: {ex.Message}", ex);
        }
        catch (IOException ex)
        {
            throw new IOException($"the folder {folder} cannot be created: {ex.Message}", ex);
        }
    }

    /// <summary>
    /// Opens the file that is there, or creates one exclusively: a file that another user puts there meanwhile does not count as new.
    /// In a folder with the sticky bit, Linux refuses to create, and even to "open or create", a file of another user.
    /// </summary>
    static FileStream OpenStream(string path, bool isThere, UnixFileMode? mode, out bool isNew)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Exceptions are slow, and short-lived sinks create many files: the first attempt opens only what was just seen.
            isNew = false;
            if ((isThere || attempt > 1) && TryOpenStream(path) is { } existing) return existing;
            try
            {
                isNew = true;
                // Exclusive creation follows no link, so that a link to a missing file would be in its own way.
                return new FileStream(attempt == 1 && !isThere ? path : Links.End(path), OptionsFor(FileMode.CreateNew, mode));
            }
            catch (IOException ex) when (attempt < MostAttempts && FileErrors.IsAlreadyThere(ex))
            {
                // It was created meanwhile, or a link is there.
            }
        }
    }

    /// <summary>Opens a file; null = it is not there.</summary>
    static FileStream? TryOpenStream(string path)
    {
        try
        {
            return new FileStream(path, OptionsFor(FileMode.Open, mode: null));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException ex) when (Directory.Exists(path))
        {
            throw new UnauthorizedAccessException($"{path} is a directory", ex);
        }
    }

    static FileStreamOptions OptionsFor(FileMode opening, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = opening,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        SystemCalls.Current.SetModeOfNew(options, mode);
        return options;
    }
}
