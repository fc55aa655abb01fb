using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// The file at the path, from its opening to its closing. Bytes of an append that failed are truncated, so that only whole lines stay.
/// Used under the path's gate.
/// </summary>
sealed class ActiveFile(ILogFile file, LinePrefix prefix, PartialLine partial, TimeProvider clock)
{
    byte[]? _header;
    bool _endsWithOwnLine;
    long? _truncateTo;
    DateTimeOffset? _lastAppend;

    /// <summary>The length in bytes, as last seen or left; always 0 for a device or FIFO.</summary>
    public long Length { get; private set; } = file.Length;

    /// <summary>False for devices and FIFOs.</summary>
    public bool IsRegular => file.IsRegular;

    public FileIdentity Identity => file.Identity;

    /// <summary>The file's mode as it is now; null where files have no modes.</summary>
    public UnixFileMode? Mode => file.Mode;

    /// <summary>The file's owner as it is now; null where files have no owners that can be set.</summary>
    public FileOwner? Owner => file.Owner;

    public DateTimeOffset LastWrite => file.LastWrite;

    /// <summary>Whether the last append failed, possibly because the path leads to another file by now.</summary>
    public bool NeedsPathCheck { get; private set; }

    /// <summary>Whether appended bytes were not yet flushed to disk.</summary>
    public bool HasUnflushedBytes { get; private set; }

    /// <summary>The timestamp of the last append; null = nothing was appended since the file was opened.</summary>
    public long? LastAppendAt { get; private set; }

    /// <summary>Whether the file has got its footer, or its only attempt at one.</summary>
    public bool HasFooter { get; set; }

    /// <summary>Makes the file ready for the next append: finishes a truncation, and follows the length of the file.</summary>
    public void EnsureReady()
    {
        if (IsRegular)
        {
            FinishTruncation();
            FollowLength();
        }
        NeedsPathCheck = false;
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
        _endsWithOwnLine || Length == 0 ? [] : prefix.LineEndBefore(line, Length);

    /// <summary>Appends the bytes.</summary>
    /// <param name="bytes">The bytes, whose end is the end of a line.</param>
    /// <param name="appended">The number of bytes that are in the file.</param>
    /// <returns>Null when all bytes are in the file; else the failure: the caller then truncates the file to its last whole line.</returns>
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
            appended = IsRegular ? AppendedOf(bytes.Length) : AppendedToStream(resumed);
            return ex;
        }
        appended = bytes.Length;
        if (IsRegular) Length += appended;
        _endsWithOwnLine = true;
        _header = null;
        _lastAppend = clock.GetUtcNow();
        LastAppendAt = clock.GetTimestamp();
        HasUnflushedBytes = true;
        return null;
    }

    /// <summary>
    /// Keeps the line of which a failed append may have written a part. A FIFO or device cannot be truncated: its line is finished later.
    /// </summary>
    public void KeepPartialLine(ReadOnlySpan<byte> line, int appended)
    {
        if (!IsRegular && appended > 0) partial.Keep(line, appended);
    }

    /// <summary>Truncates the file after a failed append. If the truncation fails too, it is tried again before the next append.</summary>
    /// <param name="length">The length up to the last whole line, which may be a line of the failed append.</param>
    public void TruncateTo(long length)
    {
        if (!IsRegular) return;
        if (length > Length)
        {
            _endsWithOwnLine = true;
            HasUnflushedBytes = true;
        }
        Length = length;
        _truncateTo = length;
        try
        {
            FinishTruncation();
        }
        catch (Exception)
        {
            // The failure of the append is the one to report.
        }
    }

    /// <exception cref="IOException">The operating system reports that the flush failed.</exception>
    public void FlushToDisk()
    {
        if (HasUnflushedBytes) file.FlushToDisk();
        HasUnflushedBytes = false;
    }

    public void Close()
    {
        if (IsRegular) StampLastWrite();
        else partial.TryFinish(file);
        file.Dispose();
    }

    /// <summary>The bytes of a failed append that a FIFO or device has; none while the partial line before it is not finished.</summary>
    int AppendedToStream(int resumed) => partial.IsPending ? 0 : resumed + file.LastAppended;

    void FinishTruncation()
    {
        if (_truncateTo is not { } length) return;
        if (file.Length > length) file.TruncateTo(length);
        _truncateTo = null;
    }

    void FollowLength()
    {
        var actual = file.Length;
        if (actual == Length) return;
        Length = actual;
        _endsWithOwnLine = false;
    }

    /// <summary>The bytes of a failed append that are in the file; 0 when another program changed the file meanwhile.</summary>
    int AppendedOf(int attempted)
    {
        try
        {
            var appended = file.Length - Length;
            return appended >= 0 && appended <= attempted ? (int)appended : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    /// <summary>Gives the file the time of its last append by the sink's clock, where that is not the clock of the file system.</summary>
    void StampLastWrite()
    {
        if (_lastAppend is not { } lastAppend || ReferenceEquals(clock, TimeProvider.System)) return;
        try
        {
            file.LastWrite = lastAppend;
        }
        catch (Exception)
        {
            // Nothing is lost when the file keeps another time.
        }
    }
}
