namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>The facts of an archive that retention decides by.</summary>
readonly record struct ArchiveFacts(long Bytes, DateTimeOffset LastWrite);

/// <summary>
/// Which archives are kept: no more than a number, none last written too long ago, and the newest ones within a total size. The strictest
/// limit decides.
/// </summary>
/// <param name="Count">How many archives are kept; null = no limit.</param>
/// <param name="Age">How long after its last write an archive is kept; null = no limit.</param>
/// <param name="TotalBytes">How many bytes all archives have together; null = no limit.</param>
sealed record RetentionPolicy(int? Count, TimeSpan? Age, long? TotalBytes)
{
    public bool HasLimits => Count is not null || Age is not null || TotalBytes is not null;

    /// <summary>Whether each archive is kept.</summary>
    /// <param name="newestFirst">All archives of a file, the newest first.</param>
    /// <param name="now">The time at which ages are measured.</param>
    public bool[] Keeps(IReadOnlyList<ArchiveFacts> newestFirst, DateTimeOffset now)
    {
        var keeps = new bool[newestFirst.Count];
        var (kept, bytes, isFull) = (0, 0L, false);
        for (var i = 0; i < keeps.Length; i++)
        {
            var (size, lastWrite) = newestFirst[i];
            if (kept >= Count || now - lastWrite > Age) continue;
            isFull |= size > TotalBytes - bytes;
            if (isFull) continue;
            keeps[i] = true;
            kept++;
            bytes += size;
        }
        return keeps;
    }
}
