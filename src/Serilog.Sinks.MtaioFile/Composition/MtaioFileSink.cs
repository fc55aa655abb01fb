using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>The sink that a logger holds. It is the sender of all failures of the file, and SelfLog prints the name of its type.</summary>
sealed class MtaioFileSink(ILogEventSink inner, Action<IReadOnlyList<LogEvent>> emitBlock, SinkLife life, SinkContext context)
    : TransactionGate(inner, emitBlock)
{
    public SinkLife Life => life;

    public override void TellDiscarded(IReadOnlyDictionary<LogEventLevel, int> discarded, string owner) =>
        context.Ledger.ReportHoldLimit(discarded, DiscardedMessage(discarded, owner));

    protected override void OnClosing() => ProcessExitFlush.Leave(Inner);
}
