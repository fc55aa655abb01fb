using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Writes each event on the caller's thread, before the call returns, or throws.</summary>
sealed class AuditFileSink(LogFileWriter writer, FileRotator file, SinkContext context, bool flushEachToDisk) : ILogEventSink, IDisposable
{
    readonly SinkCounters _counters = context.Counters;
    readonly object _gate = new();
    readonly LogEvent[] _single = new LogEvent[1];
    bool _disposed;

    /// <exception cref="Exception">The event could not be rendered, written, or flushed to disk where that was asked for.</exception>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        lock (_gate)
        {
            try
            {
                _single[0] = logEvent;
                EmitAll(_single, asBlock: false);
            }
            finally
            {
                _single[0] = null!;
            }
        }
    }

    /// <summary>Writes events that belong together, without others between.</summary>
    /// <exception cref="Exception">One of them could not be rendered, which the others are written in spite of, or the rest could not be written.</exception>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        lock (_gate) EmitAll([.. block], asBlock: true);
    }

    /// <summary>Runs an operation on the file between two events.</summary>
    public void Run(Action operation)
    {
        lock (_gate)
        {
            if (!_disposed) operation();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            writer.Close();
        }
    }

    void EmitAll(LogEvent[] events, bool asBlock)
    {
        foreach (var _ in events) _counters.Accept();
        if (!_disposed)
        {
            Write(events, asBlock);
            return;
        }
        foreach (var logEvent in events)
        {
            context.Ledger.CountAfterClose(logEvent);
            context.Ledger.ReportAfterClose(logEvent);
        }
    }

    void Write(LogEvent[] events, bool asBlock)
    {
        writer.Begin(events, asBlock, encoded: null);
        Exception? unrendered = null;
        for (var settled = 0; settled < events.Length;)
        {
            var step = WriteNext(events.AsMemory(settled));
            settled += step.Settled;
            _counters.Write(step.Settled - step.Failed.Count);
            _counters.Drop(DropReason.Formatting, step.Failed.Select(l => l.Event));
            if (step.Failed.Count > 0) unrendered ??= step.Failed[0].Cause;
        }
        writer.Release();
        if (unrendered is not null) ExceptionDispatchInfo.Throw(unrendered);
        if (flushEachToDisk) _counters.Watch(file.FlushToDisk);
        else writer.FlushToDiskIfDue();
    }

    BatchStep WriteNext(ReadOnlyMemory<LogEvent> unsettled)
    {
        try
        {
            writer.Encode();
            return writer.WriteNext();
        }
        catch (Exception ex)
        {
            writer.Release();
            _counters.Drop(DropReason.WriteFailure, unsettled.ToArray());
            _counters.Fail(ex.Message);
            throw;
        }
    }
}
