using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The file at the path, from its opening to its closing. Bytes of an append that failed are cut, so that only whole lines stay.
/// Used under the path's gate.
/// </summary>
/// <param name="file">The open file.</param>
/// <param name="prefix">The bytes before a line.</param>
/// <param name="partial">The line that a FIFO or device has got a part of.</param>
/// <param name="tracksUnflushed">Whether flushes to disk may be asked for.</param>
/// <param name="clock">The clock of the sink.</param>
sealed class ActiveFile(ILogFile file, LinePrefix prefix, PartialLine partial, bool tracksUnflushed, TimeProvider clock)
{
    readonly TornTail _torn = new(file, prefix);
    readonly AppendedRange _unflushed = new();
    readonly long _openedAt = clock.GetTimestamp();
    byte[]? _header;
    bool _endsWithOwnLine;

    // What the last line lacks of its line end; its event counts as written.
    byte[] _missingLineEnd = [];
    DateTimeOffset? _lastAppend;
    bool _flushFailed;

    /// <summary>The length in bytes, as last seen or left; always 0 for a device or FIFO.</summary>
    public long Length { get; private set; } = file.Length;

    /// <summary>False for devices and FIFOs.</summary>
    public bool IsRegular => file.IsRegular;

    /// <summary>Whether closing only gives the file back to a disk of this machine: nothing of it is left to write, cut or stamp.</summary>
    public bool IsClosedAtOnce =>
        IsRegular && !IsTorn && _missingLineEnd.Length == 0 && !NeedsPathCheck && !IsBad
        && file.IsLocal && (_lastAppend is null || ReferenceEquals(clock, TimeProvider.System));

    public FileIdentity Identity => file.Identity;

    /// <summary>The file's mode as it is now; null where files have no modes.</summary>
    public UnixFileMode? Mode => file.Mode;

    /// <summary>The file's owner as it is now; null where files have no owners that can be set.</summary>
    public FileOwner? Owner => file.Owner;

    public DateTimeOffset LastWrite => file.LastWrite;

    /// <summary>Whether the last append failed, possibly because the path leads to another file by now.</summary>
    public bool NeedsPathCheck { get; private set; }

    /// <summary>Whether an operation has failed that may succeed on the same path when it is opened anew, as after ESTALE.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Whether a torn line is still to be cut.</summary>
    public bool IsTorn => !_torn.IsCut;

    /// <summary>Whether a FIFO or device has taken a part of a line.</summary>
    public bool HasPartialLine => !IsRegular && partial.IsPending;

    /// <summary>Whether appended bytes were not yet flushed to disk.</summary>
    public bool HasUnflushedBytes { get; private set; }

    /// <summary>The timestamp of the last append; null = nothing was appended since the file was opened.</summary>
    public long? LastAppendAt { get; private set; }

    /// <summary>How long nothing was appended.</summary>
    public TimeSpan IdleTime => clock.GetElapsedTime(LastAppendAt ?? _openedAt);

    /// <summary>Whether the file has got its footer, or its only attempt at one.</summary>
    public bool HasFooter { get; set; }

    /// <summary>Makes the file ready for the next append: cuts a torn line, and follows the length of the file.</summary>
    public void EnsureReady()
    {
        try
        {
            if (IsRegular)
            {
                _torn.CutAgain();
                FollowLength();
            }
            NeedsPathCheck = false;
        }
        catch (Exception)
        {
            IsBad = IsRegular;
            throw;
        }
    }

    /// <summary>Marks the file as being written by this process; false when another process has marked it.</summary>
    public bool TryMarkAsWriter() => file.TryMarkAsWriter();

    /// <summary>The bytes that must precede the line: byte order mark and header in an empty file, a line end after a torn tail.</summary>
    public ReadOnlySpan<byte> PrefixFor(ReadOnlySpan<byte> line)
    {
        if (IsRegular && Length == 0) return _header ??= prefix.Header();
        return LineEndBefore(line);
    }

    /// <summary>The line end that a torn tail lacks before the line; empty when the tail is whole.</summary>
    public ReadOnlySpan<byte> LineEndBefore(ReadOnlySpan<byte> line) =>
        _endsWithOwnLine || Length == 0 ? []
        : _missingLineEnd.Length > 0 ? _missingLineEnd
        : prefix.LineEndBefore(line, Length);

    /// <summary>Appends the bytes.</summary>
    /// <param name="bytes">The bytes, whose end is the end of a line.</param>
    /// <param name="appended">The number of bytes that are in the file.</param>
    /// <returns>Null when all bytes are in the file; else the failure: the caller then calls <see cref="KeepWholeLines"/>.</returns>
    public Exception? TryAppend(ReadOnlySpan<byte> bytes, out int appended)
    {
        var resumed = 0;
        try
        {
            resumed = partial.Resume(bytes);
            partial.Finish(file);
            file.Append(bytes[resumed..]);
        }
        catch (Exception ex)
        {
            NeedsPathCheck = true;
            var isEnded = FileErrors.IsAboutEndedPipe(ex);
            IsBad = isEnded || (IsRegular && !FileErrors.IsAboutSpace(ex));
            // None while the partial line before them is not finished.
            appended = partial.IsPending ? 0 : resumed + file.LastAppended;
            // The next reader gets the line from its start.
            if (isEnded) partial.Keep([], 0);
            if (appended < bytes.Length) return ex;
        }
        appended = bytes.Length;
        if (IsRegular)
        {
            if (tracksUnflushed) _unflushed.Add(Length, bytes);
            Length += appended;
        }
        _endsWithOwnLine = true;
        _missingLineEnd = [];
        _header = null;
        _lastAppend = clock.GetUtcNow();
        LastAppendAt = clock.GetTimestamp();
        HasUnflushedBytes = true;
        return null;
    }

    /// <summary>Takes away what a failed append has left of a torn line, so that only whole lines stay.</summary>
    /// <param name="bytes">The bytes of the append up to the end of the torn line.</param>
    /// <param name="whole">The number of those bytes that are whole lines.</param>
    /// <param name="taken">The number of those bytes that are in the file.</param>
    /// <returns>Whether the torn line counts as written after all: its text is in the file, and cannot be cut.</returns>
    public bool KeepWholeLines(ReadOnlySpan<byte> bytes, int whole, int taken)
    {
        if (!IsRegular)
        {
            // A FIFO or device cannot be truncated: the line is finished later.
            if (taken > whole && !IsBad) partial.Keep(bytes[whole..], taken - whole);
            return false;
        }
        var isCut = _torn.TryCut(Length + whole, bytes[whole..taken]);
        // The event of a line without its line end would be in the file twice, so its cut is tried twice, and then it counts as written.
        var isWritten = !isCut && prefix.LacksLineEndAlone(bytes, taken) && !_torn.TryCut(Length + whole, bytes[whole..taken]);
        isCut |= !isWritten && _torn.IsCut;
        if (isWritten) _torn.Keep();
        Length += isWritten ? taken : whole;
        if (whole > 0 || isWritten)
        {
            HasUnflushedBytes = true;
            _unflushed.AddUnknown();
        }
        if (whole > 0) _header = null;
        _endsWithOwnLine = isCut && (whole > 0 || _endsWithOwnLine);
        _missingLineEnd = isWritten ? bytes[taken..].ToArray() : [];
        return isWritten;
    }

    /// <summary>Why appended bytes may never be on the disk, although later flushes succeed; null = there are no such bytes.</summary>
    public Exception? Lost { get; private set; }

    /// <summary>Before a bad file is left: makes the last attempt to cut a torn line.</summary>
    public void TryCutTorn()
    {
        try
        {
            _torn.CutAgain();
        }
        catch (Exception)
        {
            // A line end before the next line keeps the two apart.
        }
    }

    /// <exception cref="IOException">The operating system reports that the flush failed.</exception>
    public void FlushToDisk()
    {
        if (!HasUnflushedBytes) return;
        // After a failed flush the kernel may count the bytes as flushed: only bytes that are written again are flushed again.
        if (_flushFailed) WriteUnflushedAgain();
        try
        {
            file.FlushToDisk();
        }
        catch (Exception)
        {
            _flushFailed = true;
            throw;
        }
        HasUnflushedBytes = _flushFailed = false;
        _unflushed.Clear();
    }

    public void Close()
    {
        if (IsRegular)
        {
            if (_missingLineEnd.Length > 0) TryAppend(_missingLineEnd, out _);
            StampLastWrite();
        }
        else
        {
            partial.TryFinish(file);
        }
        file.Dispose();
    }

    void WriteUnflushedAgain()
    {
        try
        {
            file.WriteAgain(_unflushed);
        }
        catch (Exception ex)
        {
            Lost ??= ex;
        }
    }

    void FollowLength()
    {
        var actual = file.Length;
        if (actual == Length) return;
        Length = actual;
        _endsWithOwnLine = false;
        _missingLineEnd = [];
    }

    /// <summary>
    /// Gives the file the time of its last append by the sink's clock. The file system's own clock may be behind by some milliseconds or
    /// more, which would move the file into the period before. Periods begin with a second: within the second of the last append, the time
    /// may stay. By the system clock, a later time is that of another writer, and stays.
    /// </summary>
    void StampLastWrite()
    {
        if (_lastAppend is not { } lastAppend) return;
        try
        {
            if (!ReferenceEquals(clock, TimeProvider.System) || IsBehind(file.LastWrite, lastAppend)) file.LastWrite = lastAppend;
        }
        catch (Exception)
        {
            // Nothing is lost when the file keeps another time.
        }
    }

    static bool IsBehind(DateTimeOffset time, DateTimeOffset other) =>
        time < other && time.ToUnixTimeSeconds() != other.ToUnixTimeSeconds();
}
