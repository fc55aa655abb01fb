using System.Diagnostics;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;

namespace Serilog.Sinks.MtaioFile.Handlers;

/// <summary>
/// The sinks of a handler. They are closed with the last logger of the set, and opened again by the next event of another logger. They are
/// closed only when no other thread is inside them; a thread inside may close them without waiting for itself.
/// </summary>
/// <param name="open">Creates the sinks.</param>
/// <param name="mayOpen">Whether there is a logger that will close the sinks.</param>
sealed class HandlerEntry(Func<HandlerSinks> open, Func<bool> mayOpen)
{
    readonly object _gate = new();

    // Guarded by _gate; the threads that are inside the sinks.
    readonly List<Thread> _inside = [];
    bool _isOpen = true;
    bool _isRemoved;

    // Guarded by _gate; whether the sinks are being opened or closed, and the thread that does it. It may await the end of closing.
    bool _isChanging;
    Thread? _changer;

    // Guarded by _formatting, which is held while the sinks are told.
    readonly object _formatting = new();
    ITextFormatter? _formatter;
    volatile HandlerSinks _latest = open();

    // Set under the lock of the set, read by any thread that logs.
    volatile ILoggingFailureListener? _listener;

    /// <summary>The sinks that were opened last, even if they are closed.</summary>
    public HandlerSinks Latest => _latest;

    public ITextFormatter? Formatter
    {
        get
        {
            lock (_formatting) return _formatter;
        }
        set
        {
            lock (_formatting)
            {
                _formatter = value;
                _latest.SetFormatter(value);
            }
        }
    }

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        _latest.SetFailureListener(failureListener);
    }

    public void Emit(LogEvent logEvent)
    {
        try
        {
            if (Enter() is not { } sinks) return;
            try
            {
                sinks.Emit(logEvent);
            }
            finally
            {
                Leave();
            }
        }
        catch (Exception ex)
        {
            HandlerFailures.Report(_listener, _latest.Sink, LoggingFailureKind.Permanent, logEvent, ex);
        }
    }

    /// <summary>Closes the sinks when the other threads have left them.</summary>
    /// <param name="forGood">Whether the handler is removed from its set; if not, it may be opened again.</param>
    public void Close(bool forGood)
    {
        if (BeginClose(forGood) is not { } sinks) return;
        try
        {
            sinks.Dispose();
        }
        finally
        {
            EndChange();
        }
    }

    /// <inheritdoc cref="Close"/>
    public async ValueTask CloseAsync(bool forGood)
    {
        if (BeginClose(forGood) is not { } sinks) return;
        try
        {
            var closing = sinks.DisposeAsync();
            lock (_gate) _changer = null;
            await closing.ConfigureAwait(false);
        }
        finally
        {
            EndChange();
        }
    }

    /// <summary>Enters the sinks, which are opened if they are closed.</summary>
    /// <returns>The sinks; null = the handler is removed.</returns>
    /// <exception cref="Exception">The sinks cannot be opened.</exception>
    HandlerSinks? Enter()
    {
        lock (_gate)
        {
            AwaitChangeLocked();
            if (_isRemoved) return null;
            if (_isOpen)
            {
                _inside.Add(Thread.CurrentThread);
                return _latest;
            }
            if (_isChanging) throw new InvalidOperationException("the event comes from code that opens or closes the handler");
            if (!mayOpen()) throw new ObjectDisposedException(null, HandlerFailures.IsClosed);
            BeginChangeLocked();
        }
        return Open();
    }

    HandlerSinks Open()
    {
        HandlerSinks? opened = null;
        try
        {
            opened = open();
            if (_listener is { } listener) opened.SetFailureListener(listener);
            lock (_formatting)
            {
                if (_formatter is not null) opened.SetFormatter(_formatter);
                return _latest = opened;
            }
        }
        finally
        {
            lock (_gate)
            {
                _isOpen = opened is not null;
                if (_isOpen) _inside.Add(Thread.CurrentThread);
            }
            EndChange();
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

    /// <summary>Waits for the threads inside the sinks.</summary>
    /// <returns>The sinks to close; null = they are closed already, or being closed by a caller of this thread.</returns>
    HandlerSinks? BeginClose(bool forGood)
    {
        lock (_gate)
        {
            _isRemoved |= forGood;
            AwaitChangeLocked();
            if (_isChanging || !_isOpen) return null;
            BeginChangeLocked();
            while (_inside.Exists(t => t != Thread.CurrentThread)) Monitor.Wait(_gate);
            _isOpen = false;
            return _latest;
        }
    }

    /// <summary>Waits until nobody opens or closes the sinks, unless that would wait for the current thread.</summary>
    void AwaitChangeLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        while (_isChanging && _changer != Thread.CurrentThread && !_inside.Contains(Thread.CurrentThread)) Monitor.Wait(_gate);
    }

    void BeginChangeLocked()
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        _isChanging = true;
        _changer = Thread.CurrentThread;
    }

    void EndChange()
    {
        lock (_gate)
        {
            _isChanging = false;
            _changer = null;
            Monitor.PulseAll(_gate);
        }
    }
}
