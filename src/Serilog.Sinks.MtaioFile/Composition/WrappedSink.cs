using Serilog.Core;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>A sink of another library whose events transactions and batches can hold. Such a sink gets a block event by event.</summary>
sealed class WrappedSink : TransactionGate
{
    public WrappedSink(ILogEventSink inner)
        : base(inner, emitBlock: null) => ProcessExitFlush.Join(this);

    protected override void OnClosing() => ProcessExitFlush.Leave(this);
}
