using System.Text;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The file at the path, kept open and kept whole: it is opened anew when the path has come to mean another file, and nothing of an event
/// that could not be written whole stays in it.
/// </summary>
sealed class ActiveFile(IFileSystem fileSystem, string path, Encoding encoding, bool append, UnixFileMode? mode, TimeProvider timeProvider) : IDisposable
{
    static readonly TimeSpan PathCheckInterval = TimeSpan.FromSeconds(1);

    readonly byte[] _preamble = encoding.GetPreamble();
    readonly byte[] _newLine = encoding.GetBytes("\n");
    ILogFile? _file;
    UnixFileMode? _mode = mode;
    bool _emptyOnOpen = !append;
    bool _distrusted;
    bool _tailIsWhole;
    long _pathCheckedAt;
    long? _cutTo;

    /// <summary>The length in bytes, as last seen or left.</summary>
    public long Length { get; private set; }

    public bool IsOpen => _file is not null;

    public bool IsRegular => _file is { IsRegular: true };

    /// <summary>Whether bytes were written that were not yet forced to the disk.</summary>
    public bool IsDirty { get; private set; }

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

    /// <summary>Closes the file if the path means another one by now, or none.</summary>
    public void CheckPath()
    {
        _pathCheckedAt = timeProvider.GetTimestamp();
        if (_file is { } file && fileSystem.Follow(path)?.Identity != file.Status.Identity) Close();
    }

    /// <summary>What must stand before the next event: a byte order mark in an empty file, a line end after a torn tail.</summary>
    public ReadOnlySpan<byte> PrefixFor(ReadOnlySpan<byte> line)
    {
        if (!IsRegular) return [];
        if (Length == 0) return _preamble;
        if (!_tailIsWhole && line.EndsWith(_newLine) && !TailIsLineEnd()) return _newLine;
        return [];
    }

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
            IsDirty = true;
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
        _cutTo = length;
        Length = length;
        IsDirty = true;
        _tailIsWhole = true;
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
    /// <exception cref="IOException">The operating system reports that it failed.</exception>
    public void FlushToDisk()
    {
        if (!IsDirty) return;
        _file?.FlushToDisk();
        IsDirty = false;
    }

    /// <summary>Closes the file; the next one to be created gets its mode.</summary>
    public void Close()
    {
        if (_file is { IsRegular: true } file && UnixCalls.Available) _mode ??= file.Status.Mode;
        _file?.Dispose();
        _file = null;
        _cutTo = null;
        IsDirty = false;
    }

    public void Dispose() => Close();

    void Open()
    {
        _file = fileSystem.Open(path, _mode);
        _pathCheckedAt = timeProvider.GetTimestamp();
        if (_emptyOnOpen && IsRegular && _file.Length > 0) _file.TruncateTo(0);
        _emptyOnOpen = false;
        Length = _file.Length;
        _tailIsWhole = false;
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
