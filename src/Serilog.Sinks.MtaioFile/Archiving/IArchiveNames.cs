namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>
/// The archives' own names, without the suffix of a codec. Formatting and parsing are exact inverses: a name that formatting cannot make is
/// not parsed. Where the system does not tell names apart by case, a name is parsed in any case.
/// </summary>
interface IArchiveNames
{
    /// <summary>How all names begin.</summary>
    string Start { get; }

    string Format(ArchiveId id);

    /// <summary>Whether an archive has a name in this naming.</summary>
    bool HasName(ArchiveId id);

    bool TryParse(ReadOnlySpan<char> name, out ArchiveId id);

    /// <summary>Orders archives, the newest first.</summary>
    int CompareByAge(ArchiveId x, ArchiveId y);

    /// <summary>Whether an archive can come next after a newer one; else its name only looks like that of an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="newer">The next newer archive; null = there is none.</param>
    bool CanFollow(ArchiveId archive, ArchiveId? newer);
}
