namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The states of a queue; <see cref="QueueLifecycle"/> has the table of them.</summary>
enum QueueState
{
    Open,
    Closed,
    Abandoned,
    Finished,
}
