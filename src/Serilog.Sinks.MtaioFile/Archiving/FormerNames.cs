namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The names of archives that an earlier naming or another library has left, compressed by any codec or not.</summary>
sealed class FormerNames(IReadOnlyList<IArchiveNames> namings, IReadOnlyList<ArchiveCodec> codecs)
{
    readonly ArchiveFileNames[] _namings = [.. namings.Select(n => new ArchiveFileNames(n, codecs))];

    public static FormerNames None { get; } = new([], []);

    public bool Any => _namings.Length > 0;

    /// <summary>Reads the patterns of a user.</summary>
    /// <exception cref="FormatException">A pattern is wrong.</exception>
    public static FormerNames Read(IEnumerable<string> patterns, string activeName, IReadOnlyList<ArchiveCodec> codecs) =>
        new([.. patterns.Select((p, i) => new PatternArchiveNames(ArchiveNamePattern.ReadFormer(p, activeName), i + 1))], codecs);

    public string Format(ArchiveFile file) => NamingOf(file.Archive).Format(file);

    /// <summary>Parses a name by the first naming that it fits.</summary>
    public bool TryParse(string name, out ArchiveFile file)
    {
        foreach (var naming in _namings)
        {
            if (naming.TryParse(name, out file)) return true;
        }
        file = default;
        return false;
    }

    /// <summary>Without the archives that only look like such, by the rule of their naming.</summary>
    public IEnumerable<ArchiveSlot> WithoutForeign(IEnumerable<ArchiveSlot> archives)
    {
        foreach (var naming in archives.GroupBy(a => a.Id.Former))
        {
            ArchiveId? newer = null;
            foreach (var archive in naming.Order(Comparer<ArchiveSlot>.Create((x, y) => NamingOf(x.Id).CompareByAge(x.Id, y.Id))))
            {
                if (!NamingOf(archive.Id).CanFollow(archive.Id, newer)) break;
                newer = archive.Id;
                yield return archive;
            }
        }
    }

    ArchiveFileNames NamingOf(ArchiveId archive) => _namings[archive.Former - 1];
}
