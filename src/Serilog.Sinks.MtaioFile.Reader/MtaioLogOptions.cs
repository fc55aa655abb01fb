namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>How a log is read.</summary>
public sealed class MtaioLogOptions
{
    /// <summary>
    /// The patterns of the names of archives, as <see cref="RotationOptions.ArchiveName"/> and
    /// <see cref="RotationOptions.FormerArchiveNames"/> have them. Empty, the default, = all usual names are tried.
    /// </summary>
    public IReadOnlyList<string> ArchiveNames { get; init; } = [];

    /// <summary>Compressions besides gzip and Brotli. Empty is the default.</summary>
    public IReadOnlyList<ArchiveCompression> Compressions { get; init; } = [];

    /// <summary>The longest record. The rest of a longer one is skipped, and found. The default is 16 MiB.</summary>
    public int MaxRecordBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The key of the chain of hashes; null, the default, = the chain was written without a key.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The time between two records from which on it is found; null, the default, = it is not looked at.</summary>
    public TimeSpan? SilentSpan { get; init; }

    /// <summary>So many findings are kept. The others are counted. The default is 1,000.</summary>
    public int MaxFindings { get; init; } = 1_000;

    /// <summary>
    /// Whether the process of a run without end record is alive; null, the default, = it is if this machine has the host's name and a
    /// process with its id that has started before the run.
    /// </summary>
    public Func<LogRun, bool>? IsAlive { get; init; }

    /// <summary>
    /// Is told what <see cref="MtaioLog.Records(CancellationToken)"/> leaves out: files that cannot be read, damaged content, records that
    /// are too long; null, the default, = nobody is.
    /// </summary>
    public Action<Finding>? LeftOut { get; init; }

    /// <summary>Is told how far the reading is, about every 4 MiB of the files; null, the default, = nobody is.</summary>
    public IProgress<ReadProgress>? Progress { get; init; }
}
