namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What became of an event that was brought to the queue.</summary>
enum AddResult
{
    Queued,
    Refused,
    Closed,
}
