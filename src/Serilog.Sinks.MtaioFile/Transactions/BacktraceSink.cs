using System.Diagnostics;
using System.Runtime.CompilerServices;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Keeps the last records below a level, and writes them before a record at the trigger level.</summary>
sealed class BacktraceSink : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    // Weak: a forgotten sink must not be kept.
    static readonly ConditionalWeakTable<BacktraceSink, Backtrace> Live = [];

    readonly ILogEventSink _inner;
    readonly Backtrace _kept;
    readonly LogEventLevel _keptBelow;
    readonly LogEventLevel _trigger;
    readonly BacktraceScope _scope;

    public BacktraceSink(ILogEventSink inner, int limit, LogEventLevel keptBelow, LogEventLevel trigger, BacktraceScope scope)
    {
        _inner = inner;
        _kept = new Backtrace(limit);
        _keptBelow = keptBelow;
        _trigger = trigger;
        _scope = scope;
        Live.Add(this, _kept);
    }

    /// <summary>Writes what all sinks have kept, because an exception ends the process, and may not be logged.</summary>
    /// <param name="atMost">How long that may take.</param>
    public static void WriteAllKept(TimeSpan atMost)
    {
        BacktraceSink[] sinks = [.. Live.Select(entry => entry.Key)];
        if (sinks.Length == 0) return;
        var inTime = InTime.Run(() => Array.ForEach(sinks, sink => sink.WriteKept()), atMost);
        if (!inTime) SelfLog.WriteLine("Kept records could not be written within {0}", atMost);
    }

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < _keptBelow) _kept.Keep(TraceOf(logEvent), TransactionScope.MarkedInFlow(logEvent));
        else if (logEvent.Level < _trigger || _kept.Take(TraceOf(logEvent)) is not { Length: > 0 } before) _inner.Emit(logEvent);
        else WriteBlock(before, logEvent);
    }

    public void SetFailureListener(ILoggingFailureListener failureListener) =>
        (_inner as ISetLoggingFailureListener)?.SetFailureListener(failureListener);

    public void Dispose()
    {
        Forget();
        (_inner as IDisposable)?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        if (_inner is IAsyncDisposable asyncDisposable) return asyncDisposable.DisposeAsync();
        (_inner as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    ActivityTraceId TraceOf(LogEvent logEvent) => _scope == BacktraceScope.Trace ? logEvent.TraceId ?? default : default;

    /// <summary>Nothing went wrong, so nobody needs what is kept.</summary>
    void Forget()
    {
        Live.Remove(this);
        _kept.TakeAll();
    }

    void WriteKept()
    {
        try
        {
            WriteBlock(_kept.TakeAll(), trigger: null);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("Kept records could not be written: {0}", ex);
        }
    }

    /// <summary>Writes the kept records and the one that shows the trouble as one block.</summary>
    void WriteBlock(LogEvent[] kept, LogEvent? trigger)
    {
        using var block = BatchScope.Begin();
        var scope = TransactionContext.Scope;
        try
        {
            // The kept records do not belong to a transaction that has begun since.
            TransactionContext.Scope = null;
            foreach (var record in kept) _inner.Emit(record);
        }
        finally
        {
            TransactionContext.Scope = scope;
        }
        if (trigger is not null) _inner.Emit(trigger);
    }
}
