namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What those that wait for a worker may ask about it. Any thread may ask.</summary>
interface IWorkerCondition
{
    /// <summary>Whether writing fails because the file could never be opened.</summary>
    bool IsHopeless { get; }

    /// <summary>The number of the call of the application that holds the worker up now; 0 = none. Each call has another number.</summary>
    long HoldingCall { get; }
}
