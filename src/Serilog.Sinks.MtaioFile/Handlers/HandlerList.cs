using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>The handlers of a set, and the loggers that have logged to it: the handlers are closed with the last of them.</summary>
sealed class HandlerList
{
    readonly object _gate = new();

    // Replaced under _gate, read by any thread.
    volatile MtaioHandler[] _handlers = [];

    // Guarded by _gate.
    readonly HashSet<HandlerSetSink> _loggers = [];
    ILoggingFailureListener? _listener;

    public MtaioHandler[] Handlers => _handlers;

    public bool HasLoggers
    {
        get
        {
            lock (_gate) return _loggers.Count > 0;
        }
    }

    public void Add(MtaioHandler handler)
    {
        lock (_gate)
        {
            if (_listener is not null) handler.Entry.SetFailureListener(_listener);
            _handlers = [.. _handlers, handler];
        }
    }

    public void Remove(MtaioHandler handler)
    {
        lock (_gate) _handlers = [.. _handlers.Where(h => h != handler)];
    }

    /// <summary>Gives the listener to the handlers in the set and to those that are added later.</summary>
    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        lock (_gate)
        {
            _listener = failureListener;
            foreach (var handler in _handlers) handler.Entry.SetFailureListener(failureListener);
        }
    }

    /// <summary>A logger logs its first event. A logger that never does has nothing to close, and may never have been created.</summary>
    public void Enter(HandlerSetSink logger)
    {
        lock (_gate) _loggers.Add(logger);
    }

    /// <summary>A logger is closed.</summary>
    /// <returns>Whether it was the last that had logged.</returns>
    public bool Leave(HandlerSetSink logger)
    {
        lock (_gate)
        {
            _loggers.Remove(logger);
            return _loggers.Count == 0;
        }
    }
}
