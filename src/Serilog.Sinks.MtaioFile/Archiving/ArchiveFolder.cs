using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Files;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The archives of one log file: finds them, and renames and deletes their files. Only a regular file that has exactly an archive's name is
/// an archive, and only a number near the others. The gate of the log file's path keeps other sinks from renaming archives.
/// </summary>
/// <param name="fileSystem">The file system of the folder.</param>
/// <param name="gate">The gate of the active file's path.</param>
/// <param name="path">The path that the user has chosen, which gives temporary files their names.</param>
/// <param name="active">Where the active file is.</param>
/// <param name="names">The names of the archives' files.</param>
sealed class ArchiveFolder(IFileSystem fileSystem, PathGate gate, string path, IActivePath active, ArchiveFileNames names)
{
    /// <summary>The names of archives that an earlier naming has left.</summary>
    public FormerNames Former { get; init; } = FormerNames.None;

    /// <summary>The name of the log, after which temporary files are named.</summary>
    public string LogName { get; } = names.LogNameFor(path);

    /// <summary>The directory of the archives.</summary>
    public string Directory => names.Directory;

    public IReadOnlyList<ArchiveCodec> Codecs => names.Codecs;

    /// <summary>Whether the calling thread holds the path's gate.</summary>
    public bool IsLocked => gate.IsHeld;

    /// <summary>Enters the path's gate.</summary>
    public PathGate.Pass Enter() => gate.Enter();

    public string PathOf(ArchiveId archive, ArchiveCodec? codec = null) => PathOf(new ArchiveFile(archive, codec));

    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>The status of what is at a path, without following a link; null when nothing is there.</summary>
    public FileStatus? Probe(string path) => fileSystem.Probe(path);

    /// <summary>Everything that has a name of the archive's files, regular file or not.</summary>
    public ArchiveSlot Probe(ArchiveId archive)
    {
        var files =
            from file in names.FilesOf(archive)
            let status = StatusOf(file)
            where status is not null
            select new SlotFile(file.Codec, status.Value);
        return new ArchiveSlot(archive, [.. files]);
    }

    /// <summary>All archives, the newest first.</summary>
    public IReadOnlyList<ArchiveSlot> List()
    {
        var archives = Slots(ListNames().Where(f => active.IsArchive(f.Archive)));
        ArchiveSlot[] newestFirst = [.. archives.Order(Comparer<ArchiveSlot>.Create((x, y) => names.CompareByAge(x.Id, y.Id)))];
        return [.. newestFirst.TakeWhile((a, i) => names.CanFollow(a.Id, i == 0 ? null : newestFirst[i - 1].Id))];
    }

    /// <summary>
    /// The archives of former names, in no order. What has a name of the present naming is none, and neither is a file that a sink of this
    /// process writes.
    /// </summary>
    public IEnumerable<ArchiveSlot> ListFormer() => Former.Any ? Former.WithoutForeign(Slots(ListFormerNames())) : [];

    /// <summary>Every name of an archive's file in the folder, regular file or not.</summary>
    public IEnumerable<ArchiveFile> ListNames()
    {
        foreach (var name in ListAllNames())
        {
            if (names.TryParse(name, out var file)) yield return file;
        }
    }

    IEnumerable<ArchiveFile> ListFormerNames()
    {
        foreach (var directory in Former.Directories)
        {
            var isPresent = names.IsIn(directory);
            foreach (var name in ListAllNames(directory))
            {
                if ((isPresent && names.TryParse(name, out _)) || !Former.TryParse(directory, name, out var file)) continue;
                yield return file;
            }
        }
    }

    /// <summary>The regular files of these names, by archive.</summary>
    IEnumerable<ArchiveSlot> Slots(IEnumerable<ArchiveFile> archiveFiles) =>
        from file in archiveFiles
        let status = StatusOf(file)
        where status is { Kind: FileKind.Regular }
        group new SlotFile(file.Codec, status.Value) by file.Archive into files
        select new ArchiveSlot(files.Key, [.. files.OrderBy(f => f.Codec?.Suffix, StringComparer.Ordinal)]);

    /// <summary>The names of everything in the folder.</summary>
    public IEnumerable<string> ListAllNames() => ListAllNames(Directory);

    /// <summary>The names of everything in a directory; none if there is no directory.</summary>
    public IEnumerable<string> ListAllNames(string directory)
    {
        try
        {
            return fileSystem.List(directory);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The names of everything in the folder; none in a folder that cannot be listed.</summary>
    public IEnumerable<string> ListNamesIfPossible() => ListNamesIfPossible(Directory);

    /// <summary>The names of everything in a directory; none in a directory that cannot be listed.</summary>
    public IEnumerable<string> ListNamesIfPossible(string directory)
    {
        try
        {
            return ListAllNames(directory);
        }
        catch (UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Whether the naming has such archives: after a change of it, an archive may be dated that was numbered before.</summary>
    public bool HasName(ArchiveId archive) => names.HasName(archive);

    /// <summary>Creates the directory of the archives if it is missing.</summary>
    public void EnsureDirectoryLocked()
    {
        Debug.Assert(IsLocked);
        fileSystem.CreateDirectory(Directory);
    }

    /// <summary>Renames a file and replaces the file that has the new name.</summary>
    public void RenameLocked(string from, string to)
    {
        Debug.Assert(IsLocked);
        fileSystem.Rename(from, to);
    }

    public void DeleteLocked(string path)
    {
        Debug.Assert(IsLocked);
        fileSystem.Delete(path);
    }

    /// <summary>Deletes a temporary file. Its writer needs no gate, since nobody else knows the file.</summary>
    public void Delete(string path) => fileSystem.Delete(path);

    /// <summary>Gives an open file another name, and replaces nothing.</summary>
    public void PublishLocked(SafeFileHandle file, string from, string to)
    {
        Debug.Assert(IsLocked);
        fileSystem.Publish(file, from, to);
    }

    /// <summary>The status of an archive's file. A file that a sink of this process writes is in use, whatever its name is.</summary>
    FileStatus? StatusOf(ArchiveFile file)
    {
        if (fileSystem.Probe(PathOf(file)) is not { } status) return null;
        var isInUse = status.Kind == FileKind.Regular && PathGate.IsWritten(NamesOf(file).RealPathOf(file));
        return isInUse ? status with { Kind = FileKind.InUse } : status;
    }

    string PathOf(ArchiveFile file) => NamesOf(file).PathOf(file);

    ArchiveFileNames NamesOf(ArchiveFile file) => file.Archive.Former > 0 ? Former.NamesOf(file.Archive) : names;
}
