using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Keeps the active file open, and opens the path anew when it leads to another file. Used under the path's gate.
/// </summary>
sealed class ActiveFileOpener(
    IFileSystem fileSystem,
    IActivePath path,
    ActiveFileSettings settings,
    LinePrefix prefix,
    LatestLink? latestLink,
    SinkContext context) : IDisposable
{
    static readonly TimeSpan PathCheckInterval = TimeSpan.FromSeconds(1);

    readonly PartialLine _partialLine = new();
    UnixFileMode? _modeOfNext = settings.Mode;
    FileOwner? _ownerOfNext;
    bool _emptyOnOpen = !settings.Append;
    long _pathCheckedAt;
    Exception? _lost;
    Exception? _untold;
    Exception? _lastLost;
    volatile bool _isReopeningRequested;
    bool _isResting;

    /// <summary>The open file; null = none is open.</summary>
    public ActiveFile? Current { get; private set; }

    /// <summary>Whether appended bytes were not yet flushed to disk.</summary>
    public bool HasUnflushedBytes => Current is { HasUnflushedBytes: true };

    /// <summary>Whether the file was closed until it is needed again.</summary>
    public bool IsResting => _isResting && Current is null;

    /// <summary>Whether nothing is to be done before the file is closed, and closing it does not wait.</summary>
    public bool IsClosedAtOnce => Current is null or { IsClosedAtOnce: true } && !(settings.FlushToDiskBeforeClosing && HasUnflushedBytes);

    /// <summary>Whether the last check of the path failed.</summary>
    public bool NeedsPathCheck { get; private set; }

    /// <summary>Makes the file ready for the next append, and opens it where it is not open.</summary>
    /// <param name="checkPath">Whether to check now that the path still means the file; else that is checked once a second.</param>
    /// <param name="openedAnew">Whether this call has opened the file.</param>
    public ActiveFile EnsureReady(bool checkPath, out bool openedAnew)
    {
        if (Current is { } open && (checkPath || NeedsPathCheck || open.NeedsPathCheck || IsPathCheckDue())) CheckPath();
        openedAnew = Current is null;
        if (Current is { } bad && (bad.IsBad || _isReopeningRequested)) openedAnew = TryReplace(bad);
        var file = Current ??= OpenOrResume();
        _isReopeningRequested = false;
        if (!openedAnew) file.EnsureReady();
        return file;
    }

    /// <summary>Makes the next attempt open the path anew. Any thread may call it.</summary>
    public void RequestReopening() => _isReopeningRequested = true;

    /// <summary>
    /// Closes the file if the path leads to another file by now, or to none. A path that cannot be read counts as unchanged.
    /// </summary>
    public void CheckPath()
    {
        _pathCheckedAt = context.Clock.GetTimestamp();
        try
        {
            NeedsPathCheck = true;
            if (Current is { } file && (path.IsLeft() || fileSystem.Follow(path.Current)?.Identity != file.Identity)) Close();
            NeedsPathCheck = false;
        }
        catch (IOException)
        {
            // The open file still takes lines, and the path is checked again.
        }
    }

    /// <summary>Flushes to disk everything that this sink has appended.</summary>
    /// <exception cref="IOException">The flush failed, or bytes that were appended earlier may never be on the disk.</exception>
    public void FlushToDisk()
    {
        FlushAppended();
        if (_lost is { } lost) throw Incomplete(lost);
    }

    /// <summary>Flushes to disk what was appended since the last call.</summary>
    /// <exception cref="IOException">The flush failed, now or when a file was closed since the last call.</exception>
    public void FlushLatest()
    {
        FlushAppended();
        if (_untold is not { } lost) return;
        _untold = null;
        throw Incomplete(lost);
    }

    /// <summary>Flushes to disk what can be flushed. Bytes that may never be on the disk are reported, once.</summary>
    /// <exception cref="IOException">The flush failed.</exception>
    public void FlushAppended()
    {
        Current?.FlushToDisk();
        if (Current?.Lost is { } lost) NoteLost(lost);
    }

    /// <summary>Closes the file; the next file to be created gets its mode and owner.</summary>
    public void Close()
    {
        if (Current is { IsRegular: true } file) RememberModeAndOwner(file);
        CloseLast();
    }

    /// <summary>Opens the file that was closed until it is needed again, if it is still there.</summary>
    public void ResumeIfThere()
    {
        if (fileSystem.Follow(path.Current) is not null) EnsureReady(checkPath: false, out _);
        else _isResting = false;
    }

    /// <summary>Closes the file until it is needed again.</summary>
    public void Rest()
    {
        Close();
        _isResting = true;
    }

    public void Dispose() => CloseLast();

    void CloseLast()
    {
        if (Current is not { } file) return;
        if (settings.FlushToDiskBeforeClosing) FlushBeforeClosing();
        file.Close();
        Current = null;
        _isResting = false;
    }

    /// <summary>Opens the path anew. If that fails, the open file may still become good again.</summary>
    bool TryReplace(ActiveFile bad)
    {
        try
        {
            bad.TryCutTorn();
            var good = Open(choosesPath: true);
            Close();
            Current = good;
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    bool IsPathCheckDue() => context.Clock.GetElapsedTime(_pathCheckedAt) >= PathCheckInterval;

    /// <summary>A file that rests is continued, whatever its name, if it is still there.</summary>
    ActiveFile OpenOrResume()
    {
        var isThere = _isResting && (path.ChosenAt is null || fileSystem.Follow(path.Current) is not null);
        _isResting = false;
        return Open(choosesPath: !isThere);
    }

    ActiveFile Open(bool choosesPath)
    {
        if (choosesPath) path.Choose();
        var file = fileSystem.Open(path.Current, _modeOfNext, _ownerOfNext);
        try
        {
            if (_emptyOnOpen && file.IsRegular && file.Length > 0) file.TruncateTo(0);
            var active = new ActiveFile(file, prefix, _partialLine, settings.FlushToDiskBeforeClosing, context.Clock);
            _partialLine.Begin(file.Identity);
            _emptyOnOpen = false;
            NeedsPathCheck = false;
            _pathCheckedAt = context.Clock.GetTimestamp();
            latestLink?.PointTo(path.Current);
            return active;
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    void FlushBeforeClosing()
    {
        try
        {
            FlushAppended();
        }
        catch (Exception ex)
        {
            // The file is left, so no later flush can make up for it.
            NoteLost(ex);
        }
    }

    /// <summary>Remembers that appended bytes may never be on the disk, and reports the first such failure.</summary>
    void NoteLost(Exception cause)
    {
        if (ReferenceEquals(_lastLost, cause)) return;
        _lastLost = _untold = cause;
        if (_lost is null) context.Reporter.ReportTemporary($"could not flush {path.Current} to disk", cause);
        else context.Reporter.Count($"could not flush {path.Current} to disk", cause);
        _lost ??= cause;
    }

    static IOException Incomplete(Exception cause) =>
        new($"written events may not be on the disk, and no later flush can make up for it: {cause.Message}", cause);

    void RememberModeAndOwner(ActiveFile file)
    {
        try
        {
            _modeOfNext = settings.Mode ?? file.Mode;
            _ownerOfNext = file.Owner;
        }
        catch (Exception)
        {
            // The next file gets the mode and owner that were seen last.
        }
    }
}
