using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Writes each event on the caller's thread, before the call returns, or throws.</summary>
sealed class AuditFileSink(LogFileWriter writer, FileAppender appender, SinkContext context, bool flushesEachToDisk)
    : ILogEventSink, IDisposable
{
    readonly SinkCounters _counters = context.Counters;
    readonly object _gate = new();

    // Under the gate.
    readonly LogEvent[] _single = new LogEvent[1];
    bool _isDisposed;

    /// <exception cref="Exception">The event could not be encoded, written, or flushed to disk where that is asked for.</exception>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        lock (_gate)
        {
            try
            {
                _single[0] = logEvent;
                EmitAllLocked(_single, asBlock: false);
            }
            finally
            {
                _single[0] = null!;
            }
        }
    }

    /// <summary>Writes events that belong together, without other events between them.</summary>
    /// <exception cref="Exception">
    /// An event could not be encoded, and only the others were written; or the rest of the block could not be written.
    /// </exception>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        lock (_gate) EmitAllLocked([.. block], asBlock: true);
    }

    /// <summary>Runs an operation on the file between two events.</summary>
    public void Run(Action operation)
    {
        lock (_gate)
        {
            if (!_isDisposed) operation();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            writer.Close();
        }
    }

    void EmitAllLocked(LogEvent[] events, bool asBlock)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        foreach (var _ in events) _counters.Accept();
        if (_isDisposed) DropAsLate(events);
        else WriteLocked(events, asBlock);
    }

    void DropAsLate(LogEvent[] events)
    {
        foreach (var logEvent in events)
        {
            context.Ledger.CountLate(logEvent);
            context.Ledger.ReportLate(logEvent);
        }
    }

    void WriteLocked(LogEvent[] events, bool asBlock)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        var settled = 0;
        Exception? encodingFailure = null;
        try
        {
            writer.Begin([new BatchPart(events, asBlock)]);
            foreach (var step in writer.WriteRest())
            {
                settled += step.Settled;
                _counters.Write(step.Settled - step.Failed.Count);
                foreach (var failed in step.Failed) _counters.Drop(DropReason.Formatting, failed.Event);
                if (step.Failed.Count > 0) encodingFailure ??= step.Failed[0].Cause;
            }
        }
        catch (Exception ex)
        {
            _counters.Drop(DropReason.Failure, events.Skip(settled));
            _counters.Fail(FailureText.Of(ex));
            throw;
        }
        finally
        {
            writer.Release();
        }
        if (encodingFailure is not null) ExceptionDispatchInfo.Throw(encodingFailure);
        if (flushesEachToDisk) _counters.RunCounted(appender.FlushLatestToDisk);
        else writer.FlushToDiskIfDue();
    }
}
