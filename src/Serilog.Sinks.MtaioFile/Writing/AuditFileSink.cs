using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Writes each event on the caller's thread, before the call returns, or throws.</summary>
/// <remarks>
/// An event that comes from code that an audit sink is running, such as a hook or a formatter, is written after the outer call. No caller
/// waits for it, so its failure is reported.
/// </remarks>
sealed class AuditFileSink(
    LogFileWriter writer,
    FileAppender appender,
    SinkContext context,
    bool flushesEachToDisk,
    TimeSpan shutdownTimeout) : ILogEventSink, IDisposable
{
    readonly SinkCounters _counters = context.Counters;
    readonly AuditTurns _turns = new(shutdownTimeout);

    // In the turn of a call.
    readonly LogEvent[] _single = new LogEvent[1];
    bool _isDisposed;

    // Any thread.
    volatile bool _isClosed;

    /// <summary>Whether closing has ended, or goes on in the background after the time-out.</summary>
    public bool IsClosed => _isClosed;

    /// <exception cref="Exception">The event could not be encoded, written, or flushed to disk where that is asked for.</exception>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        if (AuditTurns.IsInside)
        {
            EmitLater([logEvent], asBlock: false);
            return;
        }
        AuditFailure? failure;
        _turns.Enter();
        try
        {
            _single[0] = logEvent;
            failure = EmitAllLocked(_single, asBlock: false);
        }
        finally
        {
            _single[0] = null!;
            _turns.Exit();
        }
        failure?.Throw();
    }

    /// <summary>Writes events that belong together, without other events between them.</summary>
    /// <exception cref="Exception">
    /// An event could not be encoded, and only the others were written; or the rest of the block could not be written.
    /// </exception>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (AuditTurns.IsInside)
        {
            EmitLater([.. block], asBlock: true);
            return;
        }
        AuditFailure? failure = null;
        Run(() => failure = EmitAllLocked([.. block], asBlock: true), alsoIfDisposed: true);
        failure?.Throw();
    }

    /// <summary>Refuses code that an audit sink is running: its events are not written yet.</summary>
    /// <exception cref="InvalidOperationException">The caller is such code.</exception>
    public static void RequireOutside()
    {
        if (AuditTurns.IsInside) throw new InvalidOperationException("a hook or formatter cannot act on the file that is being written");
    }

    /// <summary>Runs an operation on the file between two events.</summary>
    /// <exception cref="InvalidOperationException">The caller is code that an audit sink is running.</exception>
    public void Run(Action operation)
    {
        RequireOutside();
        Run(operation, alsoIfDisposed: false);
    }

    /// <summary>Runs an action that throws nothing between two events, after the current call if that has called this code.</summary>
    public void Post(Action action)
    {
        if (AuditTurns.IsInside) _turns.RunLater(action);
        else Run(action, alsoIfDisposed: false);
    }

    public void Dispose()
    {
        if (AuditTurns.IsInside) _turns.RunLater(CloseLater);
        else CloseInTime();
    }

    /// <summary>Closes on a thread of its own: another process may hold the lock of the path for longer than closing may take.</summary>
    void CloseInTime()
    {
        try
        {
            if (InTime.Run(() => Run(CloseLocked, alsoIfDisposed: false), shutdownTimeout)) return;
        }
        catch (AggregateException ex)
        {
            ExceptionDispatchInfo.Throw(ex.InnerException ?? ex);
        }
        finally
        {
            _isClosed = true;
        }
        var cause = new TimeoutException($"its lock was held for more than {shutdownTimeout}");
        context.Reporter.ReportTemporary($"closing {context.Path} goes on in the background", cause);
    }

    void Run(Action operation, bool alsoIfDisposed)
    {
        _turns.Enter();
        try
        {
            if (alsoIfDisposed || !_isDisposed) operation();
        }
        finally
        {
            _turns.Exit();
        }
    }

    void CloseLocked()
    {
        Debug.Assert(_turns.IsHeld);
        if (_isDisposed) return;
        _isDisposed = true;
        writer.Close();
    }

    void CloseLater()
    {
        try
        {
            CloseLocked();
        }
        catch (Exception ex)
        {
            context.Reporter.ReportPermanent($"could not close {context.Path}", ex);
        }
        finally
        {
            _isClosed = true;
        }
    }

    void EmitLater(LogEvent[] events, bool asBlock) => _turns.RunLater(() =>
    {
        if (EmitAllLocked(events, asBlock) is { } failure) Report(failure);
    });

    void Report(AuditFailure failure)
    {
        var message = $"could not write what was logged while {context.Path} was being written";
        var reporter = context.Reporter;
        if (failure.Dropped.Count > 0) reporter.ReportDropped(LoggingFailureKind.Permanent, message, failure.Dropped, failure.Cause);
        else reporter.ReportDropped(LoggingFailureKind.Permanent, $"{message} to disk: {FailureText.Of(failure.Cause)}");
    }

    /// <summary>Writes events, or drops what cannot be written.</summary>
    /// <returns>The failure; null = none.</returns>
    AuditFailure? EmitAllLocked(LogEvent[] events, bool asBlock)
    {
        Debug.Assert(_turns.IsHeld);
        foreach (var _ in events) _counters.Accept();
        if (!_isDisposed) return WriteLocked(events, asBlock) ?? FlushLocked();
        DropAsLate(events);
        return null;
    }

    void DropAsLate(LogEvent[] events)
    {
        foreach (var logEvent in events)
        {
            context.Ledger.CountLate(logEvent);
            context.Ledger.ReportLate(logEvent);
        }
    }

    AuditFailure? WriteLocked(LogEvent[] events, bool asBlock)
    {
        Debug.Assert(_turns.IsHeld);
        var settled = 0;
        AuditFailure? failure = null;
        List<long> unwritten = [];
        try
        {
            writer.Begin(new BatchPart(events, asBlock, FirstNumber: writer.LastNumber + 1));
            foreach (var step in writer.WriteRest())
            {
                settled += step.Settled;
                _counters.Write(step.Settled - step.Failed.Count);
                foreach (var failed in step.Failed)
                {
                    _counters.Drop(DropReason.Formatting, failed.Event);
                    failure ??= new AuditFailure(failed.Cause);
                    failure.Dropped.Add(failed.Event);
                    if (context.Run is not null) unwritten.Add(failed.Number);
                }
            }
        }
        catch (Exception ex)
        {
            var rest = events[settled..];
            _counters.Drop(DropReason.Failure, rest);
            _counters.Fail(FailureText.Of(ex));
            failure = new AuditFailure(ex, [.. failure?.Dropped ?? [], .. rest]);
        }
        finally
        {
            writer.Release();
        }
        // A number behind the last record is given again.
        foreach (var number in unwritten.Where(n => n < writer.LastNumber)) context.Ledger.NoteUnwritten(number);
        return failure;
    }

    AuditFailure? FlushLocked()
    {
        Debug.Assert(_turns.IsHeld);
        try
        {
            if (flushesEachToDisk) _counters.RunCounted(appender.FlushLatestToDisk);
            else writer.FlushToDiskIfDue();
            return null;
        }
        catch (Exception ex)
        {
            return new AuditFailure(ex);
        }
    }

    /// <summary>Why a call has failed, and the events that are dropped because of that.</summary>
    sealed record AuditFailure(Exception Cause, List<LogEvent> Dropped)
    {
        public AuditFailure(Exception cause)
            : this(cause, [])
        {
        }

        public void Throw() => ExceptionDispatchInfo.Throw(Cause);
    }
}
