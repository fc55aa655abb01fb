using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Lines that a producer has encoded ahead.</summary>
sealed class EncodedBatch(EncodedLines lines) : IEncodedBatch
{
    public EncodedLines Lines => lines;

    public int Count => lines.Count;
}
