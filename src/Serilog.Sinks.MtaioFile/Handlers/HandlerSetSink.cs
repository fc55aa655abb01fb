using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>The sink of one logger that has the set: passes each event to the handlers that are in the set at that moment.</summary>
sealed class HandlerSetSink(HandlerList list) : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly object _gate = new();

    // Set under _gate, read by any thread that logs.
    volatile bool _hasLogged;
    volatile bool _isClosed;

    // Set while the logger is configured.
    ILoggingFailureListener? _listener;

    public void Emit(LogEvent logEvent)
    {
        if (!_hasLogged) Enter();
        if (_isClosed) ReportLate(logEvent);
        else foreach (var handler in list.Handlers) handler.Emit(logEvent);
    }

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        list.SetFailureListener(failureListener);
    }

    public void Dispose()
    {
        var isLast = Leave();
        foreach (var handler in list.Handlers)
        {
            try
            {
                if (isLast) handler.Entry.Close(forGood: false);
                else handler.Entry.Latest.FlushInTime();
            }
            catch (Exception ex)
            {
                HandlerFailures.ReportUnclosed(handler, ex);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        var isLast = Leave();
        foreach (var handler in list.Handlers)
        {
            try
            {
                if (isLast) await handler.Entry.CloseAsync(forGood: false).ConfigureAwait(false);
                else await handler.Entry.Latest.FlushInTimeAsync().ConfigureAwait(false);
            }
            catch (Exception ex)
            {
                HandlerFailures.ReportUnclosed(handler, ex);
            }
        }
    }

    void Enter()
    {
        lock (_gate)
        {
            if (!_isClosed) list.Enter(this);
            _hasLogged = true;
        }
    }

    /// <returns>Whether the handlers are to be closed.</returns>
    bool Leave()
    {
        lock (_gate)
        {
            _isClosed = true;
            return list.Leave(this);
        }
    }

    void ReportLate(LogEvent logEvent) => HandlerFailures.Report(
        _listener, this, LoggingFailureKind.Final, logEvent, new ObjectDisposedException(null, HandlerFailures.IsClosed));
}
