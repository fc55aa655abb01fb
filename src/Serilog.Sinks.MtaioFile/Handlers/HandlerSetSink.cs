using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>Passes events on to the sinks that are in the set at that moment.</summary>
sealed class HandlerSetSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly object _gate = new();
    volatile HandlerEntry[] _entries = [];
    bool _disposed;
    ILoggingFailureListener? _listener;

    public int Count => _entries.Length;

    public void Emit(LogEvent logEvent)
    {
        foreach (var entry in _entries) entry.Emit(logEvent);
    }

    public HandlerEntry Add(ILogEventSink sink)
    {
        var entry = new HandlerEntry(sink, Remove);
        lock (_gate)
        {
            if (!_disposed)
            {
                if (_listener is not null) entry.SetFailureListener(_listener);
                _entries = [.. _entries, entry];
                return entry;
            }
        }
        (sink as IDisposable)?.Dispose();
        throw new ObjectDisposedException(nameof(MtaioHandlerSet));
    }

    /// <summary>Gives the listener to the handlers there are and to those that come.</summary>
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        lock (_gate)
        {
            _listener = failureListener;
            foreach (var entry in _entries) entry.SetFailureListener(failureListener);
        }
    }

    public void Dispose()
    {
        foreach (var entry in Close())
        {
            try
            {
                entry.Dispose();
            }
            catch (Exception ex)
            {
                ReportUnclosed(entry, ex);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in Close())
        {
            try
            {
                await entry.DisposeAsync().ConfigureAwait(false);
            }
            catch (Exception ex)
            {
                ReportUnclosed(entry, ex);
            }
        }
    }

    /// <summary>The others are to be closed all the same.</summary>
    static void ReportUnclosed(HandlerEntry entry, Exception exception) => SelfLog.WriteLine("Handler {0} could not be closed: {1}", entry, exception);

    HandlerEntry[] Close()
    {
        lock (_gate)
        {
            _disposed = true;
            return _entries;
        }
    }

    void Remove(HandlerEntry entry)
    {
        lock (_gate) _entries = [.. _entries.Where(e => e != entry)];
    }
}

/// <summary>One sink of a set. It is closed only when no event is on its way into it, but for one whose own call it is that closes it.</summary>
sealed class HandlerEntry(ILogEventSink sink, Action<HandlerEntry> remove) : IDisposable, IAsyncDisposable
{
    readonly object _gate = new();
    readonly List<Thread> _inside = [];
    ILoggingFailureListener? _listener;
    bool _closed;

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        (sink as ISetLoggingFailureListener)?.SetFailureListener(failureListener);
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_closed) return;
            _inside.Add(Thread.CurrentThread);
        }
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
            lock (_gate)
            {
                _inside.Remove(Thread.CurrentThread);
                Monitor.PulseAll(_gate);
            }
        }
    }

    public void Dispose()
    {
        if (Close()) (sink as IDisposable)?.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!Close()) return;
        if (sink is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        else (sink as IDisposable)?.Dispose();
    }

    public override string ToString() => $"{sink}";

    void Report(LogEvent logEvent, Exception exception)
    {
        try
        {
            if (_listener is null) SelfLog.WriteLine("Handler {0} failed: {1}", sink, exception);
            else _listener.OnLoggingFailed(this, LoggingFailureKind.Permanent, "a handler failed", [logEvent], exception);
        }
        catch (Exception)
        {
            // Neither the listener nor SelfLog's output, both the user's, may keep the event from the other handlers.
        }
    }

    /// <summary>Leaves the set and waits for events on their way; false when that has been done.</summary>
    bool Close()
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
