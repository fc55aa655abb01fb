using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Stands before a sink and keeps back what a transaction or a batch holds.</summary>
/// <param name="inner">The sink.</param>
/// <param name="emitBlock">Brings events to the sink that belong together; null = one by one.</param>
sealed class TransactionGate(ILogEventSink inner, Action<IReadOnlyList<LogEvent>>? emitBlock) : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    ILoggingFailureListener _listener = SelfLog.FailureListener;

    public void Emit(LogEvent logEvent)
    {
        if (!TransactionContext.WasEntered || !TryHold(logEvent)) inner.Emit(logEvent);
    }

    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (emitBlock is not null) emitBlock(block);
        else foreach (var logEvent in block) EmitHeld(logEvent);
    }

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        (inner as ISetLoggingFailureListener)?.SetFailureListener(failureListener);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    public ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable asyncDisposable) return asyncDisposable.DisposeAsync();
        Dispose();
        return ValueTask.CompletedTask;
    }

    bool TryHold(LogEvent logEvent)
    {
        TransactionContext.Scope?.CountAt(this);
        return TransactionContext.Hold?.TryHold(this, logEvent) is true;
    }

    /// <summary>Does what the logger does for an event that is not held: what the sink throws costs only that event, and is reported.</summary>
    void EmitHeld(LogEvent logEvent)
    {
        try
        {
            inner.Emit(logEvent);
        }
        catch (Exception ex)
        {
            try
            {
                _listener.OnLoggingFailed(this, LoggingFailureKind.Permanent, "could not emit an event that was held", [logEvent], ex);
            }
            catch (Exception thrown)
            {
                SelfLog.WriteLine("The failure listener threw {0} when told of an event that was held", thrown);
            }
        }
    }
}
