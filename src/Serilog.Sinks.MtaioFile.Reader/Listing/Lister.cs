using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>Lists the files of a log once.</summary>
/// <param name="active">The path of the active file; null = the newest file is active.</param>
/// <param name="codecs">The codecs that archives may have.</param>
/// <param name="namings">The namings of archives.</param>
sealed class Lister(string? active, IReadOnlyList<ArchiveCodec> codecs, IReadOnlyList<ArchiveFileNames> namings)
{
    static readonly PhysicalFileSystem Disk = PhysicalFileSystem.Instance;

    readonly List<Finding> _findings = [];

    public LogListing List()
    {
        // What waits is looked at first: a file that becomes an archive meanwhile is then seen there, and not missed.
        var waiting = active is null ? [] : PendingFiles.Of(active);
        List<(ArchiveFileNames Naming, List<Listed> Archives)> groups = [.. Groups().Select(g => (g.Key, InOrder(g.Key, g)))];
        groups.Sort((x, y) => OldestWrite(x.Archives).CompareTo(OldestWrite(y.Archives)));
        List<ListedFile> files = [];
        foreach (var (naming, archives) in groups)
        {
            new MissingArchives(naming, isRolling: active is null).Find(archives, _findings);
            files.AddRange(archives.Select(a => a.File));
        }
        AddWaiting(files, waiting);
        AddActive(files);
        return new LogListing(files, _findings);
    }

    void AddActive(List<ListedFile> files)
    {
        if (active is null)
        {
            if (files.Count > 0) files[^1] = files[^1] with { IsActive = true };
        }
        else if (Disk.Follow(active) is { Kind: FileKind.Regular or FileKind.InUse } status)
        {
            var codec = codecs.FirstOrDefault(c => active.EndsWith(c.Suffix, NameRules.OfThisSystem.Comparison));
            files.Add(new ListedFile(active, status, codec, IsActive: true));
        }
    }

    void AddWaiting(List<ListedFile> files, IReadOnlyList<ListedFile> waiting)
    {
        foreach (var file in waiting)
        {
            // It may have been copied to the folder of the archives, and the process killed before it deleted the source.
            var isCopied = files.Any(f => f.Codec is null && f.Status.Length == file.Status.Length && Fingerprint.AreSame(f, file));
            if (Disk.Probe(file.Path) is null) continue;
            if (!isCopied) files.Add(file);
            else _findings.Add(Leftover(file.Path, "an archive has the same content; the file was left by a move that was cut short"));
        }
    }

    IEnumerable<IGrouping<ArchiveFileNames, Listed>> Groups()
    {
        List<Listed> found = [];
        foreach (var directory in namings.GroupBy(n => n.Directory, NameRules.OfThisSystem.Comparer))
        {
            ArchiveFileNames[] own = [.. directory];
            foreach (var name in NamesIn(directory.Key))
            {
                var path = Path.Combine(directory.Key, name);
                if (active is not null && NameRules.OfThisSystem.Comparer.Equals(path, active)) continue;
                NoteLeftover(path, name);
                if (TryParse(own, name) is not { } parsed || Disk.Probe(path) is not { Kind: FileKind.Regular or FileKind.InUse } status)
                    continue;
                found.Add(new Listed(parsed.Naming, parsed.File.Archive, new ListedFile(path, status, parsed.File.Codec, false)));
            }
        }
        return found.GroupBy(f => f.Naming);
    }

    void NoteLeftover(string path, string name)
    {
        if (active is null || !name.EndsWith(TemporaryNames.End, StringComparison.OrdinalIgnoreCase)) return;
        var isLeft = codecs.Prepend(null).Any(
            c => new TemporaryNames(Path.GetFileName(active), c, NameRules.OfThisSystem).IsMatch(name));
        if (isLeft) _findings.Add(Leftover(path, "a compression or move was cut short, or goes on; the file is not read"));
    }

    static Finding Leftover(string path, string message) =>
        new(FindingKind.Leftover, FindingSeverity.Information, path, Line: 0, Offset: 0, message);

    /// <summary>Parses a name by the first naming that it fits, which is tried first for the next name.</summary>
    static (ArchiveFileNames Naming, ArchiveFile File)? TryParse(ArchiveFileNames[] own, string name)
    {
        for (var i = 0; i < own.Length; i++)
        {
            if (!own[i].TryParse(name, out var file)) continue;
            var naming = own[i];
            Array.Copy(own, 0, own, 1, i);
            own[0] = naming;
            return (naming, file);
        }
        return null;
    }

    string[] NamesIn(string directory)
    {
        try
        {
            return [.. Disk.List(directory)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            // The active file can be read all the same.
            const string Message = "the folder cannot be listed, so that archives in it are not seen: access is denied";
            _findings.Add(new(FindingKind.UnreadableFile, FindingSeverity.Error, directory, Line: 0, Offset: 0, Message));
            return [];
        }
    }

    /// <summary>The archives of a naming, the oldest first; of an archive that is being compressed, the plain file.</summary>
    static List<Listed> InOrder(ArchiveFileNames naming, IEnumerable<Listed> archives)
    {
        List<Listed> kept = [];
        ArchiveId? newer = null;
        var newestFirst = archives.GroupBy(a => a.Archive)
            .Select(g => g.MinBy(a => a.File.Codec is not null)!)
            .Order(Comparer<Listed>.Create((x, y) => naming.CompareByAge(x.Archive, y.Archive)));
        foreach (var archive in newestFirst)
        {
            if (!naming.CanFollow(archive.Archive, newer)) break;
            newer = archive.Archive;
            kept.Add(archive);
        }
        kept.Reverse();
        return kept;
    }

    static DateTimeOffset OldestWrite(List<Listed> archives) =>
        archives.Count == 0 ? DateTimeOffset.MaxValue : archives[0].File.Status.LastWrite;
}

/// <summary>An archive as its name was read.</summary>
sealed record Listed(ArchiveFileNames Naming, ArchiveId Archive, ListedFile File);
