using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Wraps a sink: passes events on to it, except those that a transaction or a batch holds.</summary>
/// <param name="inner">The sink.</param>
/// <param name="emitBlock">Gives the sink a block; null = the sink gets its events one by one.</param>
class TransactionGate(ILogEventSink inner, Action<IReadOnlyList<LogEvent>>? emitBlock)
    : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    // Set while the logger is configured, read by any thread that logs.
    ILoggingFailureListener _listener = SelfLog.FailureListener;

    public void Emit(LogEvent logEvent)
    {
        if (TransactionContext.WasEntered)
        {
            logEvent = Record(logEvent);
            if (TransactionContext.Hold?.TryHold(this, logEvent) is true) return;
        }
        inner.Emit(logEvent);
    }

    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (emitBlock is not null) emitBlock(block);
        else foreach (var logEvent in block) EmitReleased(logEvent);
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

    /// <summary>Marks and counts an event that is logged in a transaction. An end record gets the total of this sink.</summary>
    LogEvent Record(LogEvent logEvent)
    {
        var count = TransactionMark.Of(logEvent)?.Count ?? TransactionScope.CountOfCopied(logEvent);
        if (count is null && TransactionScope.Current is { } scope)
        {
            // Without FromLogContext nothing has marked the event.
            logEvent = scope.Mark(logEvent);
            count = scope.Count;
        }
        if (count is null) return logEvent;
        if (EndTotal.ForSink(logEvent, this) is { } end) return end;
        count.Add(this);
        return logEvent;
    }

    /// <summary>
    /// Emits one event to the sink of another library. An exception is reported, with that sink as its sender, and does not stop the block.
    /// </summary>
    void EmitReleased(LogEvent logEvent)
    {
        try
        {
            inner.Emit(logEvent);
        }
        catch (Exception ex)
        {
            Report(logEvent, ex);
        }
    }

    void Report(LogEvent logEvent, Exception exception)
    {
        try
        {
            _listener.OnLoggingFailed(inner, LoggingFailureKind.Permanent, "could not emit an event that was held", [logEvent], exception);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("The failure listener threw {0} when told of an event that was held", ex);
        }
    }
}
