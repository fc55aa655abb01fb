namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>How serious a verdict or a finding is.</summary>
enum Gravity
{
    /// <summary>The log is complete.</summary>
    None,

    /// <summary>Known losses, and what a reader should know.</summary>
    Known,

    /// <summary>The log is incomplete.</summary>
    Fault,
}

/// <summary>A finding as the page shows it.</summary>
/// <param name="Kind">What it is, in words.</param>
/// <param name="Gravity">How serious it is.</param>
/// <param name="Place">The file, line and byte.</param>
/// <param name="Message">What was found.</param>
sealed record ShownFinding(string Kind, Gravity Gravity, RecordPlace Place, string Message);

/// <summary>A run as the page shows it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Host">The machine.</param>
/// <param name="Process">The id of the process.</param>
/// <param name="Started">When its sink was created.</param>
/// <param name="Numbers">The first and the last number, in words.</param>
/// <param name="End">How it ended, in words.</param>
sealed record ShownRun(string Id, string Host, string Process, DateTimeOffset? Started, string Numbers, string End);

/// <summary>What the verification of the log says, as the page shows it.</summary>
/// <param name="Words">The verdict.</param>
/// <param name="Gravity">How serious it is.</param>
sealed record LogVerdict(string Words, Gravity Gravity)
{
    /// <summary>More to know about the verdict, a sentence each.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    public IReadOnlyList<ShownFinding> Findings { get; init; } = [];

    /// <summary>How many findings there are beside those.</summary>
    public long FurtherFindings { get; init; }

    /// <summary>How many events were dropped for which reason.</summary>
    public IReadOnlyList<(string Reason, long Events)> DropsByReason { get; init; } = [];

    /// <summary>How many events of which level were dropped.</summary>
    public IReadOnlyList<(string Level, long Events)> DropsByLevel { get; init; } = [];

    public IReadOnlyList<ShownRun> Runs { get; init; } = [];
}
