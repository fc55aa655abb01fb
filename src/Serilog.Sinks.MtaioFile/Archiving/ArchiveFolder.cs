using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

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
    // Written under the gate: the timestamp of the last rename, and the names that archives got since.
    long _changedAt;
    volatile List<string>? _published;

    /// <summary>The timestamp of the last rename. Any thread may ask.</summary>
    public long ChangedAt => Volatile.Read(ref _changedAt);

    /// <summary>The listings of the log; null = the folder is listed each time.</summary>
    public LogListings? Listings { get; init; }

    /// <summary>The names of archives that an earlier naming has left.</summary>
    public FormerNames Former { get; init; } = FormerNames.None;

    /// <summary>The name of the log, after which temporary files are named.</summary>
    public string LogName => names.LogNameFor(path);

    /// <summary>The directory of the archives.</summary>
    public string Directory => names.Directory;

    public IReadOnlyList<ArchiveCodec> Codecs => names.Codecs;

    /// <summary>The rules by which names are compared.</summary>
    public NameRules Rules => names.Rules;

    /// <summary>Whether the path may have other writers now, in this process or another one.</summary>
    public bool HasOtherWriters => gate.HasOthers;

    /// <summary>Whether the calling thread holds the path's gate.</summary>
    public bool IsLocked => gate.IsHeld;

    /// <summary>Takes note that the log is closed. When it is opened again, it needs a new listing.</summary>
    public void Close() => Listings?.Close();

    /// <summary>Enters the path's gate.</summary>
    public PathGate.Pass Enter() => gate.Enter();

    public string PathOf(ArchiveId archive, ArchiveCodec? codec = null) => PathOf(new ArchiveFile(archive, codec));

    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>The status of what is at a path, without following a link; null when nothing is there.</summary>
    public FileStatus? Probe(string path) => fileSystem.Probe(path);

    /// <summary>Everything that has a name of the archive's files, regular file or not.</summary>
    public ArchiveSlot Probe(ArchiveId archive) => Probe(archive, names.FilesOf(archive));

    /// <summary>What has one of these names of an archive's files.</summary>
    public ArchiveSlot Probe(ArchiveId archive, IEnumerable<ArchiveFile> among)
    {
        var files =
            from file in among
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
    IEnumerable<ArchiveFile> ListNames() => Parsed(ListNames(Directory, names.Start).Concat(_published ?? []));

    /// <summary>Every name of an archive's file that is in the folder at this moment, regular file or not.</summary>
    public IEnumerable<ArchiveFile> ListNamesNow()
    {
        try
        {
            return Parsed(fileSystem.List(Directory));
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    IEnumerable<ArchiveFile> Parsed(IEnumerable<string> listed)
    {
        foreach (var name in listed)
        {
            if (names.TryParse(name, out var file)) yield return file;
        }
    }

    IEnumerable<ArchiveFile> ListFormerNames()
    {
        foreach (var directory in Former.Directories)
        {
            var isPresent = names.IsIn(directory);
            foreach (var name in ListNames(directory, start: ""))
            {
                if ((isPresent && names.TryParse(name, out _)) || !Former.TryParse(directory, name, out var file)) continue;
                yield return file;
            }
        }
    }

    /// <summary>
    /// The regular files of these names, by archive. In a folder that tells names apart by case, against the rules of its system, two names
    /// may be parsed as one: only the file that has the name as it is formatted is the archive.
    /// </summary>
    IEnumerable<ArchiveSlot> Slots(IEnumerable<ArchiveFile> archiveFiles) =>
        from file in archiveFiles.Distinct()
        let status = StatusOf(file)
        where status is { Kind: FileKind.Regular }
        group new SlotFile(file.Codec, status.Value) by file.Archive into files
        select new ArchiveSlot(files.Key, [.. files.OrderBy(f => f.Codec?.Suffix, StringComparer.Ordinal)]);

    /// <summary>
    /// The names with this beginning that may be those of temporary files or of files that are being moved; none in a folder that cannot
    /// be listed.
    /// </summary>
    public IEnumerable<string> ListUnfinished(string start) => ListUnfinished(Directory, start);

    /// <summary>The same names in a directory.</summary>
    public IEnumerable<string> ListUnfinished(string directory, string start)
    {
        try
        {
            return ListingOf(directory).UnfinishedStartingWith(start);
        }
        catch (Exception ex) when (ex is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The names with this beginning in a directory; none if there is no directory.</summary>
    IEnumerable<string> ListNames(string directory, string start)
    {
        try
        {
            return ListingOf(directory).StartingWith(start);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    FolderListing ListingOf(string directory) =>
        Listings?.Of(directory, ChangedAt) ?? new FolderListing(fileSystem.List(directory), Rules);

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
        NoteChangeLocked();
    }

    /// <summary>Takes note that there are new archives, or that archives have other names: listings of before do not show that.</summary>
    public void NoteChangeLocked()
    {
        Debug.Assert(IsLocked);
        _published = null;
        Volatile.Write(ref _changedAt, Stopwatch.GetTimestamp());
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
        (_published ??= []).Add(Path.GetFileName(to));
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
