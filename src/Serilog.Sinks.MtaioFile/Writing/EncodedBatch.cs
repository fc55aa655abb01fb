using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Lines that a producer has encoded ahead.</summary>
sealed class EncodedBatch(EncodedLines lines) : IEncodedBatch
{
    public EncodedLines Lines => lines;

    public int Count => lines.Count;
}

/// <summary>Keeps the buffers of encoded batches for reuse. Producers take them, and the worker puts them back.</summary>
sealed class EncodedBatchPool(Func<EncodedLines> newLines)
{
    /// <summary>A queue of the default length has as many slices.</summary>
    const int MostKept = 40;

    readonly Stack<EncodedBatch> _spares = [];

    public EncodedBatch Take()
    {
        using (Uninterrupted.Enter(_spares))
        {
            if (_spares.TryPop(out var spare)) return spare;
        }
        return new EncodedBatch(newLines());
    }

    public void PutBack(EncodedBatch used)
    {
        used.Lines.Clear();
        using (Uninterrupted.Enter(_spares))
        {
            if (_spares.Count < MostKept) _spares.Push(used);
        }
    }
}
