namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The encoded lines of a slice, made before its turn.</summary>
interface IEncodedBatch
{
    /// <summary>The number of events from the start of the slice that it holds.</summary>
    int Count { get; }
}
