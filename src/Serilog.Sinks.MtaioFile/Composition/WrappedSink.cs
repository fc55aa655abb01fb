using Serilog.Core;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>A sink of another library whose events transactions and batches can hold. Such a sink gets a block event by event.</summary>
sealed class WrappedSink : TransactionGate
{
    // Registered instead of the sink, so that the register does not keep a forgotten sink alive.
    readonly object _registration = new();

    public WrappedSink(ILogEventSink inner)
        : base(inner, emitBlock: null) => ProcessExitFlush.Join(_registration);

    protected override void OnClosing() => ProcessExitFlush.Leave(_registration);
}
