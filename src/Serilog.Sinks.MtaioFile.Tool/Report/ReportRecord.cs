using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Where a record is.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="Offset">Its first byte in the uncompressed file, from 0.</param>
readonly record struct RecordPlace(string File, long Line, long Offset);

/// <summary>What a record is to the report, beside an event of the application.</summary>
enum RecordKind
{
    Event,
    RunRecord,
    EndOfRun,
}

/// <summary>What the report needs to know of one record.</summary>
/// <param name="Place">Where the record is.</param>
/// <param name="Time">When the event happened; null = the record has no time.</param>
/// <param name="Level">The level; null = the record has none.</param>
/// <param name="Template">The message template, or what stands for it.</param>
readonly record struct ReportRecord(RecordPlace Place, DateTimeOffset? Time, LogEventLevel? Level, string Template)
{
    public RecordKind Kind { get; init; }

    /// <summary>The run of which the record tells; null = no run record and no end record.</summary>
    public string? Run { get; init; }

    /// <summary>Set in a drop notice.</summary>
    public DroppedSpan? Dropped { get; init; }

    /// <summary>Set in the end record of a transaction.</summary>
    public TransactionEnd? Transaction { get; init; }

    public bool IsError => Level >= LogEventLevel.Error;
}
