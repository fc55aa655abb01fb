using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Systems;

namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The names of archives that an earlier naming or another library has left, compressed by any codec or not.</summary>
sealed class FormerNames(IReadOnlyList<ArchiveFileNames> namings, NameRules rules)
{
    public static FormerNames None { get; } = new([], NameRules.OfThisSystem);

    public bool Any => namings.Count > 0;

    /// <summary>The directories of all namings, each once, whatever links lead to it.</summary>
    public IEnumerable<string> Directories => namings.Select(n => n.Directory).DistinctBy(PathGate.RealPath, rules.Comparer);

    /// <summary>Reads the patterns of a user.</summary>
    /// <exception cref="FormatException">A pattern is wrong.</exception>
    public static FormerNames Read(
        IEnumerable<string> patterns,
        string activePath,
        IReadOnlyList<ArchiveCodec> codecs,
        NameRules rules)
    {
        ArchiveFileNames[] namings = [.. patterns.Select(Naming)];
        return namings.Length == 0 ? None : new FormerNames(namings, rules);

        ArchiveFileNames Naming(string text, int index)
        {
            var pattern = ArchiveNamePattern.ReadFormer(text, activePath, codecs);
            var names = new PatternArchiveNames(pattern, rules.Comparison, index + 1);
            return new ArchiveFileNames(pattern.DirectoryFor(activePath), names, codecs, rules);
        }
    }

    /// <summary>Parses a name by the first naming of its directory that it fits.</summary>
    public bool TryParse(string directory, string name, out ArchiveFile file)
    {
        foreach (var naming in namings)
        {
            if (naming.IsIn(directory) && naming.TryParse(name, out file)) return true;
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
            foreach (var archive in naming.Order(Comparer<ArchiveSlot>.Create((x, y) => NamesOf(x.Id).CompareByAge(x.Id, y.Id))))
            {
                if (!NamesOf(archive.Id).CanFollow(archive.Id, newer)) break;
                newer = archive.Id;
                yield return archive;
            }
        }
    }

    public ArchiveFileNames NamesOf(ArchiveId archive) => namings[archive.Former - 1];
}
