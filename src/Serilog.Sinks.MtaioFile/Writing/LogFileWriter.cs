using Serilog.Events;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Timing;
using Serilog.Sinks.PeriodicBatching;

namespace Serilog.Sinks.MtaioFile.Writing;

/// <summary>
/// Writes batches of events to the active file. A batch is settled step by step, so that after a failure no event is encoded or written
/// twice.
/// </summary>
sealed class LogFileWriter(EventEncoder encoder, FileAppender appender, DiskFlusher? flusher, ArchiveKeeper keeper, SinkContext context)
    : IBatchTarget, IBatchedLogEventSink, IDisposable
{
    // Producers and the worker; the pool has a lock of its own.
    readonly EncodedBatchPool _pool = new(encoder.NewLines);

    // The thread that writes: the worker, or the caller of an audit sink under the sink's lock.
    readonly EncodedLines _ownLines = encoder.NewLines();
    EncodedBatch? _encodedAhead;
    ArraySegment<LogEvent> _batch;
    bool _asBlock;
    int _settled;
    int _nextLine;

    public bool CanEncodeAhead => encoder.IsThreadSafe;

    EncodedLines Lines => _encodedAhead?.Lines ?? _ownLines;

    public IEncodedBatch EncodeAhead(ArraySegment<LogEvent> events)
    {
        var encoded = _pool.Take();
        encoder.Encode(events, asBlock: false, encoded.Lines);
        return encoded;
    }

    public void Begin(ArraySegment<LogEvent> events, bool asBlock, IEncodedBatch? encoded)
    {
        _batch = events;
        _asBlock = asBlock;
        _encodedAhead = (EncodedBatch?)encoded;
        _settled = 0;
        _nextLine = 0;
        _ownLines.Clear();
    }

    public void Encode()
    {
        if (_nextLine < Lines.Count) return;
        encoder.Encode(_batch.AsSpan(_settled), _asBlock, Lines);
        _nextLine = 0;
    }

    public BatchStep WriteNext()
    {
        var settled = appender.Append(Lines, _nextLine, _asBlock);
        var failed = FailedIn(_nextLine, _nextLine + settled);
        _nextLine += settled;
        _settled += settled;
        return new BatchStep(settled, failed);
    }

    /// <summary>Encodes and writes the rest of the batch, step by step.</summary>
    /// <exception cref="Exception">A step failed; the batch can be continued from there.</exception>
    public IEnumerable<BatchStep> WriteRest()
    {
        while (_settled < _batch.Count)
        {
            Encode();
            yield return WriteNext();
        }
    }

    public void Release()
    {
        if (_encodedAhead is { } used) _pool.PutBack(used);
        Begin(default, asBlock: false, encoded: null);
    }

    public void FlushToDiskIfDue() => flusher?.FlushIfDue();

    public TimeSpan RunDueWork() => Waits.Sooner(appender.RotateIfPeriodEnded(), flusher?.FlushIfDue() ?? Timeout.InfiniteTimeSpan);

    public void Close()
    {
        flusher?.FlushRest();
        keeper.Dispose();
        appender.Dispose();
        context.Counters.Retire();
    }

    /// <summary>Writes a batch for a host other than this library's queue. Such a host retries a failed batch from its start.</summary>
    /// <exception cref="Exception">The file could not be written; written events are skipped when the batch is retried.</exception>
    public Task EmitBatchAsync(IEnumerable<LogEvent> batch)
    {
        var events = batch.ToArray();
        if (IsContinuedBy(events)) _batch = events;
        else Begin(events, asBlock: false, encoded: null);
        foreach (var step in WriteRest())
        {
            if (step.Failed.Count > 0) context.Ledger.ReportUnformattable(step.Failed);
        }
        Release();
        FlushToDiskIfDue();
        return Task.CompletedTask;
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    public void Dispose() => Close();

    /// <summary>Whether these are the events of the batch that failed, possibly followed by newer ones.</summary>
    bool IsContinuedBy(LogEvent[] events) => _batch.Count > 0 && events.Take(_batch.Count).SequenceEqual(_batch);

    FailedEvent[] FailedIn(int first, int end) =>
        Lines.Failures.Count == 0 ? [] : [.. Lines.Failures.Where(f => f.Index >= first && f.Index < end).Select(f => f.Failed)];
}
