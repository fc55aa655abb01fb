namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A file of the log before it is read.</summary>
/// <param name="Path">The path.</param>
/// <param name="Length">The length on disk, in bytes.</param>
/// <param name="Uncompressed">The length of its content, in bytes.</param>
/// <param name="Codec">The compression; null = none.</param>
/// <param name="IsActive">Whether it is the active file.</param>
readonly record struct ReportFile(string Path, long Length = 0, long Uncompressed = 0, string? Codec = null, bool IsActive = false);

/// <summary>What is in one file of the log.</summary>
sealed class FileSummary(ReportFile file)
{
    public ReportFile File { get; } = file;

    public LevelCounts Counts { get; } = new();

    /// <summary>The earliest time; null = no record has one.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>The latest time.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>The time of the first record that has one: when the file was begun.</summary>
    public DateTimeOffset? Begun { get; private set; }

    public void Add(in ReportRecord record)
    {
        Counts.Add(record.Level);
        if (record.Time is not { } time) return;
        Begun ??= time;
        From = From < time ? From : time;
        Until = Until > time ? Until : time;
    }
}
