using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>What is known of a log after it was read with all its files.</summary>
public sealed class LogVerification
{
    /// <summary>Whether the log is complete.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Whether a run goes on, so that the verdict holds so far.</summary>
    public required bool IsSoFar { get; init; }

    /// <summary>Whether the records are numbered. Without numbers, records that are missing between others are not seen.</summary>
    public required bool HasNumbers { get; init; }

    /// <summary>
    /// Whether older files are gone, as retention deletes them, so that the verdict holds from the first number that is there.
    /// </summary>
    public required bool BeginsLater { get; init; }

    /// <summary>Whether the records are chained by hashes.</summary>
    public required bool HasChain { get; init; }

    /// <summary>The records of all files, those of the sink included.</summary>
    public required long Records { get; init; }

    /// <summary>The bytes of all files, uncompressed.</summary>
    public required long Bytes { get; init; }

    /// <summary>The dropped events that the log announces.</summary>
    public required long AnnouncedLosses { get; init; }

    /// <summary>The findings, at most <see cref="MtaioLogOptions.MaxFindings"/>, in the order of files and lines.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many findings more there were.</summary>
    public required long FurtherFindings { get; init; }

    /// <summary>The announced losses by reason, as the notices give it.</summary>
    public required IReadOnlyDictionary<string, long> DropsByReason { get; init; }

    /// <summary>The announced losses by level, as far as notices give it.</summary>
    public required IReadOnlyDictionary<LogEventLevel, long> DropsByLevel { get; init; }

    /// <summary>The records by level, as far as it is known.</summary>
    public required IReadOnlyDictionary<LogEventLevel, long> RecordsByLevel { get; init; }

    /// <summary>The runs, in the order of their first records.</summary>
    public required IReadOnlyList<LogRun> Runs { get; init; }

    /// <summary>The files, the oldest first.</summary>
    public required IReadOnlyList<VerifiedFile> Files { get; init; }

    /// <summary>The verdict in one line.</summary>
    public string Summary => VerdictText.For(this);
}

/// <summary>Whether a log is complete.</summary>
public enum Verdict
{
    /// <summary>Nothing is missing, as far as the log can tell.</summary>
    Complete,

    /// <summary>Nothing is missing but events of which the log says that they were dropped.</summary>
    CompleteButForAnnouncedLosses,

    /// <summary>Something is missing, doubled, damaged or changed: the findings say what.</summary>
    Incomplete,
}
