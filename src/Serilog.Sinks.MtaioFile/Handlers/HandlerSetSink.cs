using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>Passes each event to the handlers that are in the set at that moment.</summary>
sealed class HandlerSetSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    readonly object _gate = new();

    // Replaced under _gate, read by any thread that logs.
    volatile HandlerEntry[] _entries = [];

    // Guarded by _gate.
    bool _disposed;
    ILoggingFailureListener? _listener;

    public int Count => _entries.Length;

    public void Emit(LogEvent logEvent)
    {
        foreach (var entry in _entries) entry.Emit(logEvent);
    }

    /// <summary>Adds a sink as a handler.</summary>
    /// <exception cref="ObjectDisposedException">The logger of the set is disposed. The sink is closed.</exception>
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

    /// <summary>Gives the listener to the handlers in the set and to those that are added later.</summary>
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

    /// <summary>A handler that cannot be closed must not keep the others open.</summary>
    static void ReportUnclosed(HandlerEntry entry, Exception exception) =>
        SelfLog.WriteLine("Handler {0} could not be closed: {1}", entry, exception);

    /// <summary>Refuses later handlers.</summary>
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
