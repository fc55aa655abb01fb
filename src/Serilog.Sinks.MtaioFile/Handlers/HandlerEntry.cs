using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>
/// One sink of a set. It is closed only when no other thread is inside it. A thread may close the sink from inside without waiting for
/// itself.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="remove">Takes the entry out of its set.</param>
sealed class HandlerEntry(ILogEventSink sink, Action<HandlerEntry> remove) : IDisposable, IAsyncDisposable
{
    readonly object _gate = new();

    // Guarded by _gate; the threads that are inside the sink.
    readonly List<Thread> _inside = [];
    bool _closed;

    // Set under the lock of the set, read by any thread that logs.
    ILoggingFailureListener? _listener;

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        (sink as ISetLoggingFailureListener)?.SetFailureListener(failureListener);
    }

    public void Emit(LogEvent logEvent)
    {
        if (!TryEnter()) return;
        try
        {
            sink.Emit(logEvent);
        }
        catch (Exception ex)
        {
            Report(logEvent, ex);
        }
        finally
        {
            Leave();
        }
    }

    public void Dispose()
    {
        if (TryClose()) (sink as IDisposable)?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!TryClose()) return;
        if (sink is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        else (sink as IDisposable)?.Dispose();
    }

    public override string ToString() => $"{sink}";

    bool TryEnter()
    {
        lock (_gate)
        {
            if (_closed) return false;
            _inside.Add(Thread.CurrentThread);
            return true;
        }
    }

    void Leave()
    {
        lock (_gate)
        {
            _inside.Remove(Thread.CurrentThread);
            Monitor.PulseAll(_gate);
        }
    }

    void Report(LogEvent logEvent, Exception exception)
    {
        try
        {
            if (_listener is null) SelfLog.WriteLine("Handler {0} failed: {1}", sink, exception);
            else _listener.OnLoggingFailed(sink, LoggingFailureKind.Permanent, "a handler failed", [logEvent], exception);
        }
        catch (Exception)
        {
            // The listener and SelfLog's output belong to the user. Their exceptions must not keep the event from the other handlers.
        }
    }

    /// <summary>Leaves the set and waits for the threads inside the sink.</summary>
    /// <returns>False when the entry is closed already.</returns>
    bool TryClose()
    {
        remove(this);
        lock (_gate)
        {
            if (_closed) return false;
            _closed = true;
            while (_inside.Exists(t => t != Thread.CurrentThread)) Monitor.Wait(_gate);
            return true;
        }
    }
}
