namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// Everything about rotation that has no parameter of its own. Values are checked when the sink is configured, not when they are set.
/// </summary>
public class RotationOptions
{
    /// <summary>What archives are called. Default: <see cref="ArchiveNaming.Numbered"/>.</summary>
    public ArchiveNaming Naming { get; set; }

    /// <summary>Whether periods and dated names go by UTC instead of local time. Default: false.</summary>
    public bool UseUtc { get; set; }

    /// <summary>Whether a file that is not empty is rotated before the first event of this run is written to it. Default: false.</summary>
    public bool RotateOnStart { get; set; }

    /// <summary>
    /// Archives last written longer ago than this are deleted, when the sink starts and after each rotation. More than zero. Default: null = no limit.
    /// </summary>
    public TimeSpan? RetainedAge { get; set; }

    /// <summary>
    /// How many bytes all archives together may have, compressed ones at their compressed size; the oldest are deleted, when the sink starts
    /// and after each rotation. At least 0. Default: null = no limit.
    /// </summary>
    public long? RetainedBytes { get; set; }

    /// <summary>Whether archives are compressed, in the background. Default: <see cref="ArchiveCompression.None"/>.</summary>
    public ArchiveCompression Compression { get; set; }

    /// <summary>How many of the newest archives stay uncompressed, for programs that still read them. At least 0. Default: 0.</summary>
    public int UncompressedArchives { get; set; }
}
