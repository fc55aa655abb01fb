using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The file at the path, kept open and kept whole: it is opened anew when the path has come to mean another file, and nothing of an event
/// that could not be written whole stays in it.
/// </summary>
sealed class ActiveFile(IFileSystem fileSystem, string path, ActiveFileSettings settings, FileHooks hooks, TimeProvider timeProvider)
{
    static readonly TimeSpan PathCheckInterval = TimeSpan.FromSeconds(1);

    readonly byte[] _preamble = settings.Encoding.GetPreamble();
    readonly byte[] _newLine = settings.Encoding.GetBytes("\n");
    ILogFile? _file;
    UnixFileMode? _modeOfLast = settings.Mode;
    DateTimeOffset? _lastAppend;
    byte[]? _header;
    bool _emptyOnOpen = !settings.Append;
    bool _distrusted;
    bool _tailIsWhole;
    long _pathCheckedAt;
    long? _cutTo;
    bool _unflushed;
    Exception? _failedFlush;

    /// <summary>The length in bytes, as last seen or left.</summary>
    public long Length { get; private set; }

    public bool IsOpen => _file is not null;

    /// <summary>How often a file was opened: tells whether the one that is open is still the one that was.</summary>
    public int Openings { get; private set; }

    /// <summary>When the file was last written.</summary>
    public DateTimeOffset LastWrite => _file!.LastWrite;

    public bool IsRegular => _file is { IsRegular: true };

    /// <summary>Whether bytes were written that were not yet forced to the disk, or could not be.</summary>
    public bool IsDirty => _unflushed || _failedFlush is not null;

    /// <summary>
    /// Makes ready for the next write: opens the file if need be, looks whether the path still means it (at most once a second, unless
    /// <paramref name="checkPath"/> says that it may have changed), and follows its length.
    /// </summary>
    public void Prepare(bool checkPath)
    {
        if (_file is not null && (checkPath || _distrusted || timeProvider.GetElapsedTime(_pathCheckedAt) >= PathCheckInterval)) CheckPath();
        if (_file is null) Open();
        FollowLength();
        _distrusted = false;
    }

    /// <summary>Closes the file if the path means another one by now, or none. A path that cannot be looked at is taken to be unchanged.</summary>
    public void CheckPath()
    {
        _pathCheckedAt = timeProvider.GetTimestamp();
        try
        {
            if (_file is { } file && fileSystem.Follow(path)?.Identity != file.Identity) Close();
        }
        catch (IOException)
        {
            // The open file still takes events, and the path is looked at again.
        }
    }

    /// <summary>What must stand before the next event: byte order mark and header in an empty file, a line end after a torn tail.</summary>
    public ReadOnlySpan<byte> PrefixFor(ReadOnlySpan<byte> line)
    {
        if (!IsRegular) return [];
        if (Length == 0) return _header ??= [.. _preamble, .. hooks.HeaderFor(path)];
        return !_tailIsWhole && line.EndsWith(_newLine) ? Healing() : [];
    }

    /// <summary>Marks the file as being written here; false when somebody else has.</summary>
    public bool TryMarkAsWriter() => _file!.TryMarkAsWriter();

    /// <summary>Appends the bytes.</summary>
    /// <returns>Null when all of them are in the file; else why not, and then <see cref="CutBack"/> takes out what must not stay.</returns>
    public Exception? TryAppend(ReadOnlySpan<byte> bytes, out int written)
    {
        var before = Length;
        written = bytes.Length;
        try
        {
            _file!.Append(bytes);
            Length = IsRegular ? before + written : 0;
            _tailIsWhole = true;
            _unflushed = true;
            _header = null;
            _lastAppend = timeProvider.GetUtcNow();
            return null;
        }
        catch (Exception ex)
        {
            _distrusted = true;
            written = WrittenOf(bytes.Length, before);
            return ex;
        }
    }

    /// <summary>Takes out of the file what a failed write has left of an event; if that fails too, it is tried again before the next write.</summary>
    public void CutBack(long length)
    {
        if (!IsRegular) return;
        _tailIsWhole |= length > Length;
        _unflushed |= length > Length;
        _cutTo = length;
        Length = length;
        try
        {
            ApplyCut();
        }
        catch (Exception)
        {
            // The failure of the write is the one to tell of.
        }
    }

    /// <summary>Forces what was written to the disk.</summary>
    /// <exception cref="IOException">The operating system reports that it failed, now or when an earlier file was left.</exception>
    public void FlushToDisk()
    {
        if (_unflushed) _file?.FlushToDisk();
        _unflushed = false;
        if (_failedFlush is not { } earlier) return;
        _failedFlush = null;
        throw new IOException($"a file that was left could not be flushed to disk: {earlier.Message}", earlier);
    }

    /// <summary>Closes the file; the next one to be created gets its mode.</summary>
    public void Close()
    {
        if (_file is not { } file) return;
        if (settings.FlushToDiskBeforeLeaving) FlushBeforeLeaving(file);
        if (file.IsRegular) LeaveMarks(file);
        file.Dispose();
        _file = null;
        _lastAppend = null;
        _cutTo = null;
        _unflushed = false;
    }

    void Open()
    {
        var file = fileSystem.Open(path, _modeOfLast);
        try
        {
            if (_emptyOnOpen && file.IsRegular && file.Length > 0) file.TruncateTo(0);
            Length = file.Length;
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
        _file = file;
        _emptyOnOpen = false;
        _tailIsWhole = false;
        _header = null;
        Openings++;
        _pathCheckedAt = timeProvider.GetTimestamp();
    }

    void FlushBeforeLeaving(ILogFile file)
    {
        try
        {
            if (_unflushed) file.FlushToDisk();
        }
        catch (Exception ex)
        {
            // Whoever asks for the disk next is told.
            _failedFlush = ex;
        }
    }

    /// <summary>Remembers the file's mode for the next one, and leaves the time of its last write by our clock where that is not the system's.</summary>
    void LeaveMarks(ILogFile file)
    {
        try
        {
            _modeOfLast = settings.Mode ?? file.Mode;
            if (_lastAppend is { } lastAppend && !ReferenceEquals(timeProvider, TimeProvider.System)) file.LastWrite = lastAppend;
        }
        catch (Exception)
        {
            // The file cannot be asked or told any more; nothing is lost by that.
        }
    }

    void FollowLength()
    {
        if (!IsRegular) return;
        ApplyCut();
        var actual = _file!.Length;
        if (actual == Length) return;
        Length = actual;
        _tailIsWhole = false;
    }

    void ApplyCut()
    {
        if (_cutTo is not { } cutTo) return;
        if (_file!.Length > cutTo) _file.TruncateTo(cutTo);
        _cutTo = null;
    }

    /// <summary>How much of a failed write is in the file; none if another program changed the file, whose bytes are not ours to cut.</summary>
    int WrittenOf(int attempted, long before)
    {
        if (!IsRegular) return 0;
        try
        {
            var written = _file!.Length - before;
            return written >= 0 && written <= attempted ? (int)written : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    /// <summary>
    /// The line end that a torn tail lacks. Of a code unit that was cut in two, the missing bytes come first: without them nothing that
    /// follows could be read.
    /// </summary>
    ReadOnlySpan<byte> Healing()
    {
        var cut = (int)(Length % _newLine.Length);
        if (cut > 0) return (byte[])[.. new byte[_newLine.Length - cut], .. _newLine];
        return TailIsLineEnd() ? [] : _newLine;
    }

    bool TailIsLineEnd()
    {
        try
        {
            return fileSystem.ReadTail(path, _newLine.Length).AsSpan().SequenceEqual(_newLine);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            // A file that cannot be read: an empty line at worst, instead of two events on one.
            return false;
        }
    }
}
