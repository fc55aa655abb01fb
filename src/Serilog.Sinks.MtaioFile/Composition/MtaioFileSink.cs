using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The sink that a logger holds. It is the sender of all failures of the file, and SelfLog prints the name of its type.</summary>
sealed class MtaioFileSink(ILogEventSink inner, Action<IReadOnlyList<LogEvent>> emitBlock, SinkLife life)
    : TransactionGate(inner, emitBlock)
{
    public SinkLife Life => life;
}
