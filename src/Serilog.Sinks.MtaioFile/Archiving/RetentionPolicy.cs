namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The facts of an archive that retention decides by.</summary>
/// <param name="Bytes">The bytes of all files of the archive.</param>
/// <param name="LastWrite">The time of the last write.</param>
/// <param name="IsAhead">Whether the date in the archive's name is later than the present time.</param>
/// <param name="Place">The number of an archive that shifts, which is its place among all; null = the archive is counted.</param>
readonly record struct ArchiveFacts(long Bytes, DateTimeOffset LastWrite, bool IsAhead = false, int? Place = null);

/// <summary>
/// Which archives are kept: no more than a number, none last written too long ago, and the newest ones within a total size. The strictest
/// limit decides. An archive whose date is ahead was named by a clock that was wrong. Such an archive must not take the place of an archive
/// with a true date: it does not count towards the number, and it counts towards the size as if it were the oldest.
/// </summary>
/// <param name="Count">How many archives are kept; null = no limit.</param>
/// <param name="Age">How long after its last write an archive is kept; null = no limit.</param>
/// <param name="TotalBytes">How many bytes all archives have together; null = no limit.</param>
sealed record RetentionPolicy(int? Count, TimeSpan? Age, long? TotalBytes)
{
    public AgeRule AgeRule { get; init; }

    /// <summary>Whether the numbers in the names shift, so that archives are pruned by number at each rotation.</summary>
    public bool IsShifting { get; init; }

    public bool HasLimits => Count is not null || Age is not null || TotalBytes is not null;

    /// <summary>Whether each archive is kept.</summary>
    /// <param name="newestFirst">All archives of a file, the newest first.</param>
    /// <param name="now">The time at which ages are measured.</param>
    public bool[] Keeps(IReadOnlyList<ArchiveFacts> newestFirst, DateTimeOffset now)
    {
        var keeps = new bool[newestFirst.Count];
        var (kept, bytes, isFull) = (0, 0L, false);
        foreach (var i in Enumerable.Range(0, keeps.Length).OrderBy(i => newestFirst[i].IsAhead))
        {
            var (size, lastWrite, isAhead, place) = newestFirst[i];
            if (now - lastWrite > Age || (isAhead ? Count == 0 : (place ?? kept + 1) > Count)) continue;
            isFull |= size > TotalBytes - bytes;
            if (isFull) continue;
            keeps[i] = true;
            if (!isAhead) kept++;
            bytes += size;
        }
        return keeps;
    }
}

/// <summary>From when the age of an archive counts.</summary>
enum AgeRule
{
    /// <summary>From the last write.</summary>
    SinceLastWrite,

    /// <summary>From the date in the name, by local time; an archive without a date has no age.</summary>
    SinceDateInName,
}
