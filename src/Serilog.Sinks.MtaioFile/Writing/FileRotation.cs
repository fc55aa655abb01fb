using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Carries out a rotation that was decided on: footer, rename, close, hook, surplus archives, request of a pass. Used under the gate.
/// </summary>
sealed class FileRotation(
    ActiveFileOpener opener,
    IActivePath path,
    ArchiveRotation? rotation,
    ArchiveKeeper? keeper,
    FileHooks hooks,
    IFileSystem fileSystem,
    RunRecords? records,
    SinkContext context)
{
    readonly FailureEpisode _episode = new(context.Reporter, context.Clock);
    bool _keeperWasWoken;

    /// <summary>The time until a rotation that failed may be tried again; zero when it may be tried now.</summary>
    public TimeSpan RetryWait => _episode.Remaining;

    /// <summary>
    /// Requests a pass over the archives at the first event of a run, for the work that an earlier run has left. A FIFO or device has no
    /// archives, and a device of Windows is in no folder.
    /// </summary>
    public void WakeKeeperOnce(ActiveFile file)
    {
        if (_keeperWasWoken || keeper is null || !file.IsRegular) return;
        _keeperWasWoken = true;
        keeper.Wake();
    }

    /// <summary>Rotates the file, or reports why that failed. The sink then continues to write the file.</summary>
    /// <param name="file">The open file, to which the path leads.</param>
    /// <param name="stamp">The local time that a dated archive is named for.</param>
    public bool TryRotate(ActiveFile file, DateTime stamp)
    {
        try
        {
            Rotate(file, stamp);
            return true;
        }
        catch (Exception ex)
        {
            // Archives beyond the last number were moved there to be deleted; they may take the room that is missing.
            if (FileErrors.IsAboutSpace(ex)) PruneByCount();
            _episode.Fail($"could not rotate {path.Current}", ", which grows beyond its limit until it can be", ex);
            return false;
        }
    }

    /// <summary>Rotates the file; after that no file is open, and none is at the path.</summary>
    /// <exception cref="IOException">The file could not be renamed; the sink continues to write it.</exception>
    public void Rotate(ActiveFile file, DateTime stamp)
    {
        Debug.Assert(rotation is not null);
        var length = file.Length;
        WriteFooter(file);
        var rotated = rotation.RotateLocked(fileSystem.FinalTarget(path.Current), stamp, hooks.Rotated);
        records?.NoteRotated(file.Length, length);
        opener.Close();
        context.Counters.Rotate();
        _episode.Succeed();
        if (rotated.Path is { } archive)
        {
            if (file.LastAppendAt is { } lastAppend) keeper?.RememberLocked(archive, lastAppend);
            if (!rotated.IsWaiting) hooks.Rotated(archive);
        }
        if (rotated.HasShifted) PruneByCount();
        keeper?.Wake();
    }

    /// <summary>Whether the file of a sink that is being closed may get a footer.</summary>
    public bool MayWriteFooter => hooks.AreGiven;

    /// <summary>Ends the file of a sink that is being closed, unless the file goes on.</summary>
    public void EndLast(ActiveFile file)
    {
        if (!file.IsRegular || !(MayWriteFooter || file.IsTorn)) return;
        file.EnsureReady();
        if (file.Length > 0) Write(hooks.ClosingFooter(), file);
    }

    /// <summary>Writes the footer once, however often the rename fails.</summary>
    void WriteFooter(ActiveFile file)
    {
        if (file.HasFooter) return;
        file.HasFooter = true;
        Write(hooks.Footer(), file);
    }

    void Write(byte[] footer, ActiveFile file)
    {
        if (footer.Length == 0) return;
        byte[] bytes = [.. file.PrefixFor(footer), .. footer];
        if (file.TryAppend(bytes, out var appended) is not { } failure || file.KeepWholeLines(bytes, whole: 0, appended))
        {
            context.Counters.AddBytes(appended);
            return;
        }
        context.Reporter.ReportTemporary($"could not write the footer of {path.Current}", failure);
    }

    void PruneByCount()
    {
        try
        {
            keeper?.PruneByCountLocked();
        }
        catch (Exception ex)
        {
            context.Reporter.ReportTemporary($"could not delete archives of {path.Current} that are no longer kept", ex);
        }
    }
}
