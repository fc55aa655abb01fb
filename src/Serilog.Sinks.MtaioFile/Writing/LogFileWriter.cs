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
sealed class LogFileWriter(EventEncoder encoder, FileRotator file, DiskFlusher? flusher, ArchiveKeeper keeper, SinkContext context)
    : IBatchTarget, IBatchedLogEventSink, IDisposable
{
    // Producers and the worker: has a lock of its own.
    readonly EncodedBatchPool _pool = new(encoder.NewLines);

    // The worker alone.
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
        var settled = file.Append(Lines, _nextLine, _asBlock);
        var failed = FailedIn(_nextLine, _nextLine + settled);
        _nextLine += settled;
        _settled += settled;
        return new BatchStep(settled, failed);
    }

    public void Release()
    {
        if (_encodedAhead is { } used) _pool.PutBack(used);
        Begin(default, asBlock: false, encoded: null);
    }

    public void FlushToDiskIfDue() => flusher?.Tend();

    public TimeSpan RunDueWork() => Waits.Sooner(file.Tend(), flusher?.Tend() ?? Timeout.InfiniteTimeSpan);

    public void Close()
    {
        flusher?.Finish();
        keeper.Dispose();
        file.Dispose();
        context.Counters.Retire();
    }

    /// <summary>Writes a batch for a host other than this library's queue. Such a host hands a failed batch over again from its start.</summary>
    /// <exception cref="Exception">The file could not be written; events that were written are skipped when the batch comes again.</exception>
    public Task EmitBatchAsync(IEnumerable<LogEvent> batch)
    {
        var events = batch.ToArray();
        if (IsContinuedBy(events)) _batch = events;
        else Begin(events, asBlock: false, encoded: null);
        while (_settled < _batch.Count)
        {
            Encode();
            var step = WriteNext();
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
