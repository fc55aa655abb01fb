using System.Globalization;
using Serilog.Sinks.MtaioFile.Archiving;

namespace Serilog.Sinks.MtaioFile.Reader.Listing;

/// <summary>Finds the numbers that are missing between those of other archives. Retention may have deleted the oldest ones.</summary>
sealed class MissingArchives(ArchiveFileNames naming, bool isRolling)
{
    /// <summary>Finds the gaps between archives, the oldest first.</summary>
    public void Find(IReadOnlyList<Listed> archives, List<Finding> findings)
    {
        if (archives.Count == 0) return;
        for (var i = 1; i < archives.Count; i++) FindBetween(archives[i - 1], archives[i], findings);
        var newest = archives[^1];
        if (!newest.Archive.IsDated && !isRolling && newest.Archive.Number > 1) Add(newest, 1, newest.Archive.Number - 1, findings);
    }

    void FindBetween(Listed older, Listed newer, List<Finding> findings)
    {
        var (old, now) = (older.Archive, newer.Archive);
        if (!now.IsDated && !isRolling)
        {
            if (old.Number - now.Number > 1) Add(older, now.Number + 1, old.Number - 1, findings);
            return;
        }
        // In a new period, numbers begin with 1, or without a number.
        var isSamePeriod = old.Stamp == now.Stamp && old.Precision == now.Precision;
        var expected = isSamePeriod ? old.Number + 1 : Math.Min(1, now.Number);
        if (now.Number > expected) Add(newer, expected, now.Number - 1, findings);
    }

    void Add(Listed beside, int first, int last, List<Finding> findings)
    {
        var name = naming.Format(new ArchiveFile(beside.Archive with { Number = first }, Codec: null));
        var message = first == last
            ? $"the archive {name} is missing"
            : string.Create(CultureInfo.InvariantCulture, $"{last - first + 1} archives from {name} on are missing");
        findings.Add(new Finding(FindingKind.MissingArchive, FindingSeverity.Error, beside.File.Path, Line: 0, Offset: 0, message));
    }
}
