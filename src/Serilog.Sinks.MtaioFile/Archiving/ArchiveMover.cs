using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// Moves a file to the name of an archive. To another file system it is copied: under a pending name, the file waits beside the active file
/// until its copy is on the disk and has the archive's name. Then it is deleted. After a crash the pending file is found and finished.
/// </summary>
sealed class ArchiveMover(ArchiveFolder folder, SinkContext context)
{
    static readonly ArchiveCodec Plain = new(ArchiveCompression.None);

    readonly TemporaryFiles _temporaries = new(folder, codec: null);

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
    public void FinishLocked(string activePath, IRotationStrategy rotation)
    {
        Debug.Assert(folder.IsLocked);
        var directory = Path.GetDirectoryName(activePath) ?? "";
        if (_hasLooked && string.Equals(directory, folder.Directory, StringComparison.Ordinal)) return;
        foreach (var (path, archive) in PendingIn(directory, Path.GetFileName(activePath)))
        {
            if (!HasCopy(path, archive)) rotation.RotateLocked(path, StampOf(path, archive));
            else if (DiskFlush.TryForceDirectory(folder.Directory)) folder.DeleteLocked(path);
        }
        _hasLooked = true;
    }

    /// <summary>The date of a file that waits; the naming may have become a dated one meanwhile.</summary>
    DateTime StampOf(string path, ArchiveId archive) =>
        archive.IsDated || folder.Probe(path) is not { } status ? archive.Stamp : status.LastWrite.LocalDateTime;

    (string Path, ArchiveId Archive)[] PendingIn(string directory, string activeName)
    {
        var names = new PendingNames(activeName);
        var pending =
            from name in folder.ListNamesIfPossible(directory)
            let archive = names.TryParse(name)
            let path = Path.Combine(directory, name)
            where archive is not null && folder.Probe(path) is { Kind: FileKind.Regular }
            orderby archive.Value.Stamp, archive.Value.Number
            select (path, archive.Value);
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
        if (folder.Probe(pending) is not null && !string.Equals(path, pending, StringComparison.Ordinal))
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
    static string PendingPathOf(string path, ArchiveId archive)
    {
        if (path.EndsWith(PendingNames.End, StringComparison.Ordinal)) return path;
        return Path.Combine(Path.GetDirectoryName(path) ?? "", new PendingNames(Path.GetFileName(path)).Format(archive));
    }

    /// <summary>Deletes a file of which the archive is a copy. If that fails, the next rotation does it.</summary>
    void DeleteCopiedLocked(string pending)
    {
        try
        {
            if (DiskFlush.TryForceDirectory(folder.Directory)) folder.DeleteLocked(pending);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            context.Reporter.ReportTemporary($"could not delete {pending}, which is in the folder of the archives by now", ex);
        }
    }

    void PublishCopyLocked(string path, ArchiveId archive)
    {
        var copy = _temporaries.TryCreateLocked() ?? throw new IOException($"another process copies an archive to {folder.Directory}");
        using var target = copy.Stream;
        try
        {
            using var source = Open(path);
            source.CopyTo(target);
            DiskFlush.Force(target.SafeFileHandle);
            // Another program may have the file open, and may have written to it during the long part.
            source.CopyTo(target);
            PhysicalFileSystem.CopyAttributes(source.SafeFileHandle, target.SafeFileHandle);
            DiskFlush.Force(target.SafeFileHandle);
            if (source.Length != target.Length) throw new IOException($"{path} has grown while it was copied");
            folder.RenameLocked(copy.Path, folder.PathOf(archive));
        }
        catch (Exception)
        {
            _temporaries.Delete(copy);
            throw;
        }
    }

    FileStream Open(string path) =>
        folder.Probe(path) is { } status ? ExactFile.OpenRead(path, status.Identity) : throw new FileNotFoundException("is gone", path);
}
