namespace Serilog.Sinks.MtaioFile.Files;

/// <summary>A file that is open for appending.</summary>
sealed class LogFile : ILogFile
{
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
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory) Directory.CreateDirectory(directory);
        var isNew = !File.Exists(path);
        var stream = OpenStream(path, isNew, mode);
        try
        {
            if (UnixCalls.Available) UnixCalls.SetAppend(stream.SafeFileHandle);
            if (isNew && owner is { } previous) KeepOwner(stream, previous);
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

    public void FlushToDisk()
    {
        if (IsRegular) DiskFlush.Force(_stream.SafeFileHandle);
    }

    public void Dispose() => _stream.Dispose();

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

    /// <summary>In a folder with the sticky bit, Linux refuses to create, and even to "open or create", a file of another user.</summary>
    static FileStream OpenStream(string path, bool isNew, UnixFileMode? mode)
    {
        try
        {
            if (!isNew) return new FileStream(path, OptionsFor(FileMode.Open, mode: null));
        }
        catch (FileNotFoundException)
        {
            // The file was deleted meanwhile.
        }
        return new FileStream(path, OptionsFor(FileMode.OpenOrCreate, mode));
    }

    /// <summary>Gives a file that this process has made the owner of the file before it. A file of another user keeps its owner.</summary>
    static void KeepOwner(FileStream stream, FileOwner owner)
    {
        if (!UnixCalls.Available) return;
        var status = UnixCalls.StatusOf(stream.SafeFileHandle);
        if (status.Owner.User == UnixCalls.CurrentUser && status.Length == 0) UnixCalls.TrySetOwner(stream.SafeFileHandle, owner);
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
