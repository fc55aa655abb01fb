using System.Runtime.ExceptionServices;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>Writes each event on the caller's thread, before the call returns, or throws.</summary>
sealed class AuditFileSink(LogFileWriter writer, FileRotator file, SinkCounters counters, DropLedger ledger, DiskFlusher? flusher, ArchiveKeeper keeper, bool flushEachToDisk) : ILogEventSink, IDisposable
{
    readonly object _gate = new();
    readonly LogEvent[] _batch = new LogEvent[1];
    bool _disposed;

    /// <exception cref="Exception">The event could not be rendered, written, or flushed to disk where that was asked for.</exception>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        lock (_gate)
        {
            counters.Accept();
            if (_disposed)
            {
                ledger.CountAfterClose();
                ledger.ReportAfterClose(logEvent);
                return;
            }
            try
            {
                Write(logEvent);
            }
            finally
            {
                _batch[0] = null!;
            }
        }
    }

    /// <summary>Writes events that belong together, without others between.</summary>
    /// <exception cref="Exception">One of them could not be written; those before it are.</exception>
    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        lock (_gate)
        {
            foreach (var logEvent in block) Emit(logEvent);
        }
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
            keeper.Dispose();
            writer.Dispose();
        }
    }

    void Write(LogEvent logEvent)
    {
        _batch[0] = logEvent;
        writer.Take(_batch);
        WriteStep step;
        try
        {
            step = writer.WriteNext();
        }
        catch (Exception ex)
        {
            writer.GiveUp();
            counters.Drop(DropReason.WriteFailure, 1);
            counters.Fail(ex.Message);
            throw;
        }
        if (step.Lost.Count > 0)
        {
            counters.Drop(DropReason.Formatting, 1);
            ExceptionDispatchInfo.Throw(step.Lost[0].Cause);
        }
        counters.Write(1);
        if (flushEachToDisk) file.FlushToDisk();
        else flusher?.Tend();
    }
}
