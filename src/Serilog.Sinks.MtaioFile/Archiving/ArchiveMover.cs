using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Moves a file to the name of an archive. To another file system it is copied: under a pending name, the file waits beside the active file
/// until its copy is on the disk and has the archive's name. Then it is deleted. After a crash the pending file is found and finished.
/// </summary>
sealed class ArchiveMover(ArchiveFolder folder, SinkContext context)
{
    static readonly ArchiveCodec Plain = new(ArchiveCompression.None);

    // Under the gate. An earlier run may have moved files to another folder than this one.
    bool _hasLooked;

    /// <summary>Moves a file, and replaces what has the archive's name.</summary>
    /// <returns>The path of the archive.</returns>
    /// <exception cref="IOException">The file could not be moved. It is where it was, unless something has taken its path.</exception>
    public string MoveLocked(string path, ArchiveId archive)
    {
        Debug.Assert(folder.IsLocked);
        var archivePath = folder.PathOf(archive);
        folder.EnsureDirectoryLocked();
        try
        {
            folder.RenameLocked(path, archivePath);
        }
        catch (IOException ex) when (FileErrors.IsAboutAnotherFileSystem(ex))
        {
            CopyLocked(path, archive);
        }
        return archivePath;
    }

    /// <summary>Finishes what a killed process has left beside a file, the oldest first.</summary>
    /// <param name="activePath">The path of the file.</param>
    /// <param name="rotation">Finds the names of files that are not yet archives.</param>
    /// <param name="waiting">Takes over files that wait for others to shift; null = no archives shift.</param>
    public void FinishLocked(string activePath, IRotationStrategy rotation, WaitingFiles? waiting = null)
    {
        Debug.Assert(folder.IsLocked);
        var directory = Path.GetDirectoryName(activePath) ?? "";
        if (_hasLooked && folder.Rules.Comparer.Equals(directory, folder.Directory)) return;
        foreach (var (path, archive) in PendingIn(directory, Path.GetFileName(activePath)))
        {
            if (waiting?.TryAdoptLocked(path, archive) is true) continue;
            if (!HasCopy(path, archive))
            {
                waiting?.FinishLocked();
                rotation.RotateLocked(path, StampOf(path, archive));
            }
            else if (SystemCalls.Current.TryFlushFolder(folder.Directory))
            {
                folder.DeleteLocked(path);
            }
        }
        _hasLooked = true;
    }

    /// <summary>The date of a file that waits; the naming may have become a dated one meanwhile.</summary>
    DateTime StampOf(string path, ArchiveId archive) =>
        archive.IsDated || folder.Probe(path) is not { } status ? archive.Stamp : status.LastWrite.LocalDateTime;

    PendingFile[] PendingIn(string directory, string activeName)
    {
        var unfinished = folder.ListUnfinished(directory, activeName);
        // Usually there are none, and the query takes long when a process makes its first one.
        return unfinished.Any() ? PendingAmong(unfinished, directory, activeName) : [];
    }

    PendingFile[] PendingAmong(IEnumerable<string> unfinished, string directory, string activeName)
    {
        var names = new PendingNames(activeName, folder.Rules.Comparison);
        var pending =
            from name in unfinished
            let archive = names.TryParse(name)
            let path = Path.Combine(directory, name)
            where archive is not null && folder.Probe(path) is { Kind: FileKind.Regular }
            orderby archive.Value.Stamp, archive.Value.Number
            select new PendingFile(path, archive.Value);
        return [.. pending];
    }

    /// <summary>Whether the archive has the content of its pending file, which the process was about to delete.</summary>
    bool HasCopy(string path, ArchiveId archive)
    {
        if (!folder.HasName(archive)) return false;
        foreach (var (codec, status) in folder.Probe(archive).Files.Where(f => f.IsRegular))
        {
            using var pending = Open(path);
            using var archived = ExactFile.OpenRead(folder.PathOf(archive, codec), status.Identity);
            // Another process may have compressed the archive meanwhile.
            var content = (codec ?? Plain).Compare(pending, archived, CancellationToken.None);
            if (content is CompressedContent.Same or CompressedContent.SameSoFar) return true;
        }
        return false;
    }

    void CopyLocked(string path, ArchiveId archive)
    {
        var pending = PendingPathOf(path, archive);
        if (folder.Probe(pending) is not null && !folder.Rules.Comparer.Equals(path, pending))
            throw new IOException($"{pending} is in the way");
        folder.RenameLocked(path, pending);
        try
        {
            PublishCopyLocked(pending, archive);
        }
        catch (Exception)
        {
            if (folder.Probe(path) is null) folder.RenameLocked(pending, path);
            throw;
        }
        DeleteCopiedLocked(pending);
    }

    /// <summary>The name that a file waits under; a file that waits already keeps its name.</summary>
    string PendingPathOf(string path, ArchiveId archive)
    {
        if (path.EndsWith(PendingNames.End, folder.Rules.Comparison)) return path;
        var names = new PendingNames(Path.GetFileName(path), folder.Rules.Comparison);
        return Path.Combine(Path.GetDirectoryName(path) ?? "", names.Format(archive));
    }

    /// <summary>Deletes a file of which the archive is a copy. If that fails, the next rotation does it.</summary>
    void DeleteCopiedLocked(string pending)
    {
        try
        {
            if (SystemCalls.Current.TryFlushFolder(folder.Directory)) folder.DeleteLocked(pending);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            context.Reporter.ReportTemporary($"could not delete {pending}, which is in the folder of the archives by now", ex);
        }
    }

    void PublishCopyLocked(string path, ArchiveId archive)
    {
        var temporaries = new TemporaryFiles(folder, codec: null);
        var copy = temporaries.TryCreateLocked() ?? throw new IOException($"another process copies an archive to {folder.Directory}");
        using var target = copy.Stream;
        try
        {
            using var source = Open(path);
            source.CopyTo(target);
            SystemCalls.Current.FlushToDisk(target.SafeFileHandle);
            // Another program may have the file open, and may have written to it during the long part.
            source.CopyTo(target);
            PhysicalFileSystem.CopyAttributes(source.SafeFileHandle, target.SafeFileHandle);
            SystemCalls.Current.FlushToDisk(target.SafeFileHandle);
            if (source.Length != target.Length) throw new IOException($"{path} has grown while it was copied");
            folder.RenameLocked(copy.Path, folder.PathOf(archive));
        }
        catch (Exception)
        {
            temporaries.Delete(copy);
            throw;
        }
    }

    FileStream Open(string path) =>
        folder.Probe(path) is { } status ? ExactFile.OpenRead(path, status.Identity) : throw new FileNotFoundException("is gone", path);
}

/// <summary>A file that waits beside the active file, and the archive that it becomes.</summary>
sealed record PendingFile(string Path, ArchiveId Archive);
