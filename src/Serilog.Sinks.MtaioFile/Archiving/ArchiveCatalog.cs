using Serilog.Sinks.MtaioFile.Files;







namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>One archive as it stands in the folder: plain, compressed, or while one becomes the other both.</summary>
sealed record StoredArchive(ArchiveId Id, FileStatus? Plain, FileStatus? Compressed)
{
    public ArchiveFacts Facts => new((Plain?.Length ?? 0) + (Compressed?.Length ?? 0), (Plain ?? Compressed)!.Value.LastWrite);
}

/// <summary>Finds the archives of a file: regular files whose names are exactly those of archives, and nothing else.</summary>
sealed class ArchiveCatalog(IFileSystem fileSystem, string directory, IArchiveNames names)
{
    /// <summary>All archives, the newest first.</summary>
    public IReadOnlyList<StoredArchive> List()
    {
        var found = new Dictionary<ArchiveId, StoredArchive>();
        foreach (var name in fileSystem.List(directory))
        {
            if (!names.TryParse(name, out var id, out var compressed)) continue;
            if (fileSystem.Probe(Path.Combine(directory, name)) is not { Kind: FileKind.Regular } status) continue;
            var archive = found.GetValueOrDefault(id) ?? new StoredArchive(id, Plain: null, Compressed: null);
            found[id] = compressed ? archive with { Compressed = status } : archive with { Plain = status };
        }
        return [.. found.Values.Order(Comparer<StoredArchive>.Create((x, y) => names.CompareByAge(x.Id, y.Id)))];
    }

    public string PathOf(ArchiveId id, bool compressed) => Path.Combine(directory, names.Format(id, compressed));
}
