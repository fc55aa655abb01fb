namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Events of a slice, made ready to be written.</summary>
interface IPreparedBatch
{
    /// <summary>How many of the first events it holds.</summary>
    int Count { get; }
}
