namespace Serilog.Sinks.MtaioFile.Reader;

/// <summary>The life of one sink in a log.</summary>
/// <param name="Id">The eight characters of the run.</param>
/// <param name="Host">The name of the machine; null = not known.</param>
/// <param name="ProcessId">The id of the process; null = not known.</param>
/// <param name="Started">When the sink was created; null = not known.</param>
/// <param name="FirstNumber">The first number in the files; 0 = none.</param>
/// <param name="LastNumber">The last number that is known.</param>
/// <param name="HasEnded">Whether the run has an end record.</param>
public sealed record LogRun(
    string Id,
    string? Host,
    int? ProcessId,
    DateTimeOffset? Started,
    long FirstNumber,
    long LastNumber,
    bool HasEnded)
{
    /// <summary>The numbers that notices and the end record announce as dropped.</summary>
    public long Announced { get; init; }

    /// <summary>The numbers that are missing without being announced.</summary>
    public long Missing { get; init; }
}
