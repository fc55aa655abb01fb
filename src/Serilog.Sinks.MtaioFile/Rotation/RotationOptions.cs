namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// The options of rotation that are not parameters of the sinks. They are checked when the sink is configured, not when they are set.
/// </summary>
public class RotationOptions
{
    internal const string DefaultArchiveName = "{name}.{n}";

    /// <summary>
    /// The pattern of the archives' names. <c>{n}</c> is a number, <c>{n:000}</c> one with at least three digits; <c>{date}</c>, or
    /// <c>{date:yyyyMMdd}</c>, is the start of the period; <c>{name}</c> is the name of the active file, <c>{stem}</c> that name without
    /// its extension, <c>{ext}</c> the extension with its dot. Without a date, number 1 is the newest archive and each rotation moves the
    /// numbers up by one; with a date, archives are never renamed. The folder is that of the active file, or, as in
    /// <c>archive/{name}.{n}</c>, one relative to it or an absolute one. Default: <c>{name}.{n}</c>; with dates, for instance,
    /// <c>{stem}.{date}.{n:000}{ext}</c>.
    /// </summary>
    public string ArchiveName { get; set; } = DefaultArchiveName;

    /// <summary>
    /// The patterns of archives that an earlier naming or another library has left, such as <c>{stem}{date:yyyyMMdd}{ext}</c>. They are
    /// written like <see cref="ArchiveName"/>, each with <c>{date}</c> or <c>{n}</c> or both. Such files are older than all other archives:
    /// they are counted, and deleted first. They are neither renamed nor compressed. Default: empty.
    /// </summary>
    public IReadOnlyList<string> FormerArchiveNames { get; set; } = [];

    /// <summary>
    /// The name of a symbolic link, in the folder of the log, that always leads to the active file; null = none. It is for paths with
    /// <c>{date}</c>; a failure to make it is reported, and costs nothing else. Default: null.
    /// </summary>
    public string? LatestLink { get; set; }

    /// <summary>Whether periods and dates in names use UTC instead of local time. Default: false.</summary>
    public bool UseUtc { get; set; }

    /// <summary>
    /// Whether an existing file that is not empty is rotated before the first event of a run. It needs
    /// <see cref="MtaioFileOptions.Append"/>. Default: false.
    /// </summary>
    public bool RotateOnStart { get; set; }

    /// <summary>
    /// The age, counted from the last write, beyond which archives are deleted, at the first event of a run and after each rotation. More
    /// than zero; null = no limit. Default: null.
    /// </summary>
    public TimeSpan? RetainedAge { get; set; }

    /// <summary>
    /// The most bytes that all archives together may have, at least 0; null = no limit. Compressed archives count with their compressed
    /// size. The oldest archives beyond the limit are deleted, at the first event of a run and after each rotation. Default: null.
    /// </summary>
    public long? RetainedBytes { get; set; }

    /// <summary>How the archive thread compresses archives. Default: <see cref="ArchiveCompression.None"/>.</summary>
    public ArchiveCompression Compression { get; set; } = ArchiveCompression.None;

    /// <summary>
    /// How many of the newest archives stay uncompressed, for programs that still read them; at least 0. More than 0 needs
    /// <see cref="Compression"/>. Default: 0.
    /// </summary>
    public int UncompressedArchives { get; set; }
}
