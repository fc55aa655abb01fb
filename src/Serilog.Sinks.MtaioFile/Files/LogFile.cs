using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>A file that is open for appending.</summary>
sealed class LogFile : ILogFile
{
    /// <summary>Others may create and delete the file all the time.</summary>
    const int MostAttempts = 100;

    readonly FileStream _stream;

    LogFile(FileStream stream, FileStatus status)
    {
        _stream = stream;
        Identity = status.Identity;
        IsRegular = status.Kind == FileKind.Regular;
    }

    public FileIdentity Identity { get; }

    public bool IsRegular { get; }

    public UnixFileMode? Mode => UnixCalls.Available ? UnixCalls.StatusOf(_stream.SafeFileHandle).Mode : null;

    public FileOwner? Owner => UnixCalls.Available ? UnixCalls.StatusOf(_stream.SafeFileHandle).Owner : null;

    public long Length => IsRegular ? RandomAccess.GetLength(_stream.SafeFileHandle) : 0;

    public DateTimeOffset LastWrite
    {
        get => PhysicalFileSystem.LastWriteOf(_stream.SafeFileHandle);
        set => File.SetLastWriteTimeUtc(_stream.SafeFileHandle, value.UtcDateTime);
    }

    public int LastAppended { get; private set; }

    public static LogFile Open(string path, UnixFileMode? mode, FileOwner? owner = null)
    {
        if (Path.EndsInDirectorySeparator(path)) throw new IOException("the path names a directory");
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder) CreateFolder(folder);
        var stream = OpenStream(path, mode, out var isNew);
        try
        {
            if (UnixCalls.Available) UnixCalls.SetAppend(stream.SafeFileHandle);
            if (isNew && owner is { } previous && UnixCalls.Available) UnixCalls.TrySetOwner(stream.SafeFileHandle, previous);
            // The umask of the process may have removed bits of the mode.
            if (isNew && mode is { } exact && !OperatingSystem.IsWindows()) File.SetUnixFileMode(stream.SafeFileHandle, exact);
            return new LogFile(stream, StatusOf(stream));
        }
        catch (Exception)
        {
            stream.Dispose();
            throw;
        }
    }

    public bool TryMarkAsWriter() => !UnixCalls.Available || UnixCalls.TryMarkAsWriter(_stream.SafeFileHandle);

    /// <remarks>Windows and macOS write at the offset. Linux appends, and tells how many bytes of a failed append it has taken.</remarks>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        LastAppended = 0;
        if (!UnixCalls.Available) AppendAt(Length, bytes);
        while (LastAppended < bytes.Length) LastAppended += UnixCalls.Append(_stream.SafeFileHandle, bytes[LastAppended..]);
    }

    public void TruncateTo(long length) => RandomAccess.SetLength(_stream.SafeFileHandle, length);

    public void WriteAgain(AppendedRange range)
    {
        // This file's own handle only appends. The name in /proc means the same file, wherever it was moved.
        var path = UnixCalls.Available ? $"/proc/self/fd/{_stream.SafeFileHandle.DangerousGetHandle()}" : _stream.Name;
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        if (!range.IsKnown || !range.IsMatch(PartsOf(handle, range).Select(p => p.Bytes)))
            throw new IOException("an earlier flush to disk failed, and what was written before may not be on the disk");
        foreach (var (position, bytes) in PartsOf(handle, range)) RandomAccess.Write(handle, bytes.Span, position);
    }

    public void FlushToDisk()
    {
        if (IsRegular) DiskFlush.Force(_stream.SafeFileHandle);
    }

    public void Dispose() => _stream.Dispose();

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

    void AppendAt(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(_stream.SafeFileHandle, bytes, offset);
            LastAppended = bytes.Length;
        }
        catch (Exception)
        {
            LastAppended = (int)Math.Clamp(Length - offset, 0, bytes.Length);
            throw;
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
    static FileStream OpenStream(string path, UnixFileMode? mode, out bool isNew)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                isNew = false;
                return new FileStream(path, OptionsFor(FileMode.Open, mode: null));
            }
            catch (FileNotFoundException)
            {
                // A new file is created below.
            }
            catch (UnauthorizedAccessException ex) when (Directory.Exists(path))
            {
                throw new UnauthorizedAccessException($"{path} is a directory", ex);
            }
            try
            {
                isNew = true;
                // Exclusive creation follows no link, so that a link to a missing file would be in its own way.
                return new FileStream(TargetOf(path), OptionsFor(FileMode.CreateNew, mode));
            }
            catch (IOException ex) when (attempt < MostAttempts && FileErrors.IsAlreadyThere(ex))
            {
                // It was created meanwhile.
            }
        }
    }

    static string TargetOf(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    static FileStreamOptions OptionsFor(FileMode opening, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = opening,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (mode is not null && !OperatingSystem.IsWindows()) options.UnixCreateMode = mode;
        return options;
    }

    static FileStatus StatusOf(FileStream stream)
    {
        if (UnixCalls.Available) return UnixCalls.StatusOf(stream.SafeFileHandle);
        var kind = stream.CanSeek ? FileKind.Regular : FileKind.Fifo;
        return new FileStatus(default, kind, default, default, default);
    }
}
