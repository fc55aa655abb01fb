using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Passes events on to the sinks that are in the set at that moment.</summary>
sealed class HandlerSetSink : ILogEventSink, IDisposable, IAsyncDisposable
{
    readonly object _gate = new();
    volatile HandlerEntry[] _entries = [];
    bool _disposed;

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
                _entries = [.. _entries, entry];
                return entry;
            }
        }
        (sink as IDisposable)?.Dispose();
        throw new ObjectDisposedException(nameof(MtaioHandlerSet));
    }

    public void Dispose()
    {
        foreach (var entry in Close()) entry.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in Close()) await entry.DisposeAsync().ConfigureAwait(false);
    }

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

/// <summary>One sink of a set. It is closed only when no event is on its way into it.</summary>
sealed class HandlerEntry(ILogEventSink sink, Action<HandlerEntry> remove) : IDisposable, IAsyncDisposable
{
    readonly object _gate = new();
    int _inside;
    bool _closed;

    public void Emit(LogEvent logEvent)
    {
        lock (_gate)
        {
            if (_closed) return;
            _inside++;
        }
        try
        {
            sink.Emit(logEvent);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("Handler {0} failed: {1}", sink, ex);
        }
        finally
        {
            lock (_gate)
            {
                _inside--;
                if (_inside == 0) Monitor.PulseAll(_gate);
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

    /// <summary>Leaves the set and waits for events on their way; false when that has been done.</summary>
    bool Close()
    {
        remove(this);
        lock (_gate)
        {
            if (_closed) return false;
            _closed = true;
            while (_inside > 0) Monitor.Wait(_gate);
            return true;
        }
    }
}
