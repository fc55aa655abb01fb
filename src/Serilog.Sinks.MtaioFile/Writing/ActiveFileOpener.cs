using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Keeps the file at the path open, and opens the path anew when it leads to another file. Used under the path's gate.
/// </summary>
sealed class ActiveFileOpener(IFileSystem fileSystem, ActiveFileSettings settings, LinePrefix prefix, SinkContext context) : IDisposable
{
    static readonly TimeSpan PathCheckInterval = TimeSpan.FromSeconds(1);

    readonly PartialLine _partialLine = new();
    UnixFileMode? _modeOfNext = settings.Mode;
    FileOwner? _ownerOfNext;
    bool _emptyOnOpen = !settings.Append;
    long _pathCheckedAt;
    volatile bool _isReopeningRequested;
    Exception? _failedFlush;

    /// <summary>The open file; null = none is open.</summary>
    public ActiveFile? Current { get; private set; }

    /// <summary>Whether appended bytes were not yet flushed to disk, or the failed flush of a closed file is not yet reported.</summary>
    public bool HasUnflushedBytes => _failedFlush is not null || Current is { HasUnflushedBytes: true };

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
        var file = Current ??= Open();
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
            if (Current is { } file && fileSystem.Follow(context.Path)?.Identity != file.Identity) Close();
            NeedsPathCheck = false;
        }
        catch (IOException)
        {
            // The open file still takes lines, and the path is checked again.
        }
    }

    /// <exception cref="IOException">The flush failed, now or when an earlier file was closed.</exception>
    public void FlushToDisk()
    {
        Current?.FlushToDisk();
        if (_failedFlush is not { } earlier) return;
        _failedFlush = null;
        throw new IOException($"a file that was left could not be flushed to disk: {earlier.Message}", earlier);
    }

    /// <summary>Closes the file; the next file to be created gets its mode and owner.</summary>
    public void Close()
    {
        if (Current is not { } file) return;
        if (settings.FlushToDiskBeforeClosing) FlushBeforeClosing(file);
        if (file.IsRegular) RememberModeAndOwner(file);
        file.Close();
        Current = null;
    }

    /// <summary>Closes the file for good. A flush that failed is reported now, because no flush to disk follows that could throw.</summary>
    public void Dispose()
    {
        Close();
        try
        {
            FlushToDisk();
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not flush {context.Path} to disk", ex);
        }
    }

    /// <summary>Opens the path anew. If that fails, the open file may still become good again.</summary>
    bool TryReplace(ActiveFile bad)
    {
        try
        {
            bad.TryCutTorn();
            var good = Open();
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

    ActiveFile Open()
    {
        var file = fileSystem.Open(context.Path, _modeOfNext, _ownerOfNext);
        try
        {
            if (_emptyOnOpen && file.IsRegular && file.Length > 0) file.TruncateTo(0);
            var active = new ActiveFile(file, prefix, _partialLine, context.Clock);
            _partialLine.Begin(file.Identity);
            _emptyOnOpen = false;
            NeedsPathCheck = false;
            _pathCheckedAt = context.Clock.GetTimestamp();
            return active;
        }
        catch (Exception)
        {
            file.Dispose();
            throw;
        }
    }

    void FlushBeforeClosing(ActiveFile file)
    {
        try
        {
            file.FlushToDisk();
        }
        catch (Exception ex)
        {
            // The next flush to disk reports it.
            _failedFlush = ex;
        }
    }

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
