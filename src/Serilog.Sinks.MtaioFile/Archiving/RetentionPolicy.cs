namespace Serilog.Sinks.MtaioFile.Archiving;

/// <summary>What retention looks at in an archive.</summary>
readonly record struct ArchiveFacts(long Bytes, DateTimeOffset LastWrite);

/// <summary>Which archives go: those beyond a number, those last written too long ago, and the oldest beyond a total size; the strictest limit decides.</summary>
sealed record RetentionPolicy(int? Count, TimeSpan? Age, long? TotalBytes)
{
    public bool HasLimits => Count is not null || Age is not null || TotalBytes is not null;

    /// <summary>Whether each archive is kept.</summary>
    /// <param name="newestFirst">All archives of a file, the newest first.</param>
    /// <param name="now">The time that ages are counted from.</param>
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
