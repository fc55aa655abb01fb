namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Why an accepted event will never be written.</summary>
enum DropReason
{
    /// <summary>The queue was full.</summary>
    Overflow,

    /// <summary>The formatter or the encoding failed.</summary>
    Formatting,

    /// <summary>Writing kept failing until RetryTimeLimit, and the event was given up.</summary>
    Failure,

    /// <summary>The event was abandoned when ShutdownTimeout had passed.</summary>
    Shutdown,

    /// <summary>The event was late.</summary>
    Closed,

    /// <summary>A transaction that has failed had held more records than HeldLimit, or all of them more memory than they may.</summary>
    HoldLimit,
}
