using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Stands before a sink and keeps back what a transaction or a batch holds.</summary>
/// <param name="inner">The sink.</param>
/// <param name="emitBlock">Brings events to the sink that belong together.</param>
sealed class TransactionGate(ILogEventSink inner, Action<IReadOnlyList<LogEvent>> emitBlock) : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    public void Emit(LogEvent logEvent)
    {
        TransactionContext.Scope?.CountAtSink(logEvent);
        if (TransactionContext.Hold?.TryHold(this, logEvent) is not true) inner.Emit(logEvent);
    }

    public void EmitBlock(IReadOnlyList<LogEvent> block) => emitBlock(block);

    public void SetFailureListener(ILoggingFailureListener failureListener) => (inner as ISetLoggingFailureListener)?.SetFailureListener(failureListener);

    public void Dispose() => (inner as IDisposable)?.Dispose();

    public ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable asyncDisposable) return asyncDisposable.DisposeAsync();
        Dispose();
        return ValueTask.CompletedTask;
    }
}
