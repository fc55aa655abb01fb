namespace Serilog.Sinks.MtaioFile.Workers;

/// <summary>Where a work is between two turns.</summary>
enum WorkState
{
    /// <summary>It sleeps until something wakes it, or its alarm does.</summary>
    Asleep,

    /// <summary>It waits for a thread.</summary>
    Ready,

    /// <summary>A thread runs a turn.</summary>
    Running,

    /// <summary>A thread runs a turn, and something has woken the work since the turn began.</summary>
    RunningAndWoken,
}
