namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What the queue has done with an event.</summary>
enum AddResult
{
    Queued,

    /// <summary>Not decided yet: the call must wait for room.</summary>
    Waiting,

    /// <summary>Dropped: the queue was full.</summary>
    Refused,

    /// <summary>Dropped: the event came after the queue was closed.</summary>
    Late,
}
