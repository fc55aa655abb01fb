using System.Diagnostics;
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
sealed class LogFileWriter(
    EventEncoder encoder,
    FileAppender appender,
    DiskFlusher? flusher,
    ArchiveKeeper? keeper,
    PathWatch watch,
    SinkContext context) : IBatchTarget, IBatchedLogEventSink, IDisposable
{
    /// <summary>Encoding that takes longer is interrupted for a write, so that a slow formatter does not keep everything waiting.</summary>
    static readonly TimeSpan LongestEncoding = TimeSpan.FromMilliseconds(100);

    // The thread that writes: the worker, or the caller of an audit sink under the sink's lock. Own lines are there while a batch is.
    EncodedLines? _ownLines;
    EncodedBatch? _encodedAhead;
    IReadOnlyList<BatchPart> _parts = [];
    bool _isLast;
    int _count;
    int _settled;
    int _nextLine;

    // Written by the same thread, read by any thread.
    volatile bool _isEncoding;
    int _encodings;

    public bool HasBeenOpened => appender.HasBeenOpened;

    public bool IsHeldHere => appender.IsHeldHere;

    /// <remarks>While lines are encoded, the number is negative and tells the line. That costs nothing for each event.</remarks>
    public long ApplicationCall =>
        _isEncoding ? ~(((long)Volatile.Read(ref _encodings) << 32) | (uint)CountOfLines) : appender.ApplicationCall;

    public bool CanEncodeAhead => encoder.IsThreadSafe;

    public bool IsClosedAtOnce => flusher is null && keeper is null or { IsIdle: true } && appender.IsClosedAtOnce;

    EncodedLines Lines => _encodedAhead?.Lines ?? (_ownLines ??= encoder.NewLines());

    int CountOfLines => (_encodedAhead?.Lines ?? _ownLines)?.Count ?? 0;

    public IEncodedBatch? EncodeAhead(ArraySegment<LogEvent> events)
    {
        if (!encoder.IsThreadSafe) return null;
        var lines = encoder.NewLines();
        encoder.EncodePlain(events, lines);
        if (lines.Count > 0 && lines.Failures.Count == 0) return new EncodedBatch(lines);
        // The encoder has taken an interrupt of the producer for a failure of the event. The worker tries again.
        if (lines.Failures.Exists(f => f.Failed.Cause is ThreadInterruptedException)) Thread.CurrentThread.Interrupt();
        SpareLines.PutBack(lines);
        return null;
    }

    public void Begin(IReadOnlyList<BatchPart> parts, bool isLast = false)
    {
        _parts = parts;
        _isLast = isLast;
        _count = 0;
        foreach (var part in parts) _count += part.Events.Count;
        _encodedAhead = parts is [{ Encoded: EncodedBatch encoded }] ? encoded : null;
        _settled = 0;
        _nextLine = 0;
        _ownLines?.Clear();
    }

    public void Encode()
    {
        if (_nextLine < Lines.Count) return;
        _encodings++;
        _isEncoding = true;
        try
        {
            EncodeNext();
        }
        finally
        {
            _isEncoding = false;
        }
    }

    public BatchStep WriteNext()
    {
        var settled = appender.Append(Lines, _nextLine);
        var failed = FailedIn(_nextLine, _nextLine + settled);
        _nextLine += settled;
        _settled += settled;
        return new BatchStep(settled, failed);
    }

    /// <summary>Encodes and writes the rest of the batch, step by step.</summary>
    /// <exception cref="Exception">A step failed; the batch can be continued from there.</exception>
    public IEnumerable<BatchStep> WriteRest()
    {
        while (_settled < _count)
        {
            Encode();
            yield return WriteNext();
        }
    }

    public void Release()
    {
        foreach (var part in _parts)
        {
            if (part.Encoded is EncodedBatch used) SpareLines.PutBack(used.Lines);
        }
        if (_ownLines is { } own) SpareLines.PutBack(own);
        _ownLines = null;
        Begin([]);
    }

    public void NoteFailure() => watch.NoteFailure();

    public bool MayHaveRecovered() => watch.MayHaveRecovered();

    public void FlushToDiskIfDue() => flusher?.FlushIfDue();

    public TimeSpan RunDueWork()
    {
        var wait = Waits.Sooner(appender.RotateIfPeriodEnded(), flusher?.FlushIfDue() ?? Timeout.InfiniteTimeSpan);
        return Waits.Sooner(wait, appender.RestIfIdle());
    }

    public void Close()
    {
        flusher?.FlushRest();
        keeper?.Dispose();
        appender.Dispose();
        context.Counters.Retire();
    }

    /// <summary>Writes a batch for a host other than this library's queue. Such a host retries a failed batch from its start.</summary>
    /// <exception cref="Exception">The file could not be written; written events are skipped when the batch is retried.</exception>
    public Task EmitBatchAsync(IEnumerable<LogEvent> batch)
    {
        var events = batch.ToArray();
        if (IsContinuedBy(events)) (_parts, _count) = ([new BatchPart(events)], events.Length);
        else Begin([new BatchPart(events)]);
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

    void EncodeNext()
    {
        Lines.Clear();
        _nextLine = 0;
        var start = Stopwatch.GetTimestamp();
        var settled = _settled;
        foreach (var part in _parts)
        {
            var isWhole = settled >= part.Events.Count || TryEncodeRest(part, settled);
            if (!isWhole || EventEncoder.IsFull(Lines, _isLast)) break;
            if (Lines.Count > 0 && Stopwatch.GetElapsedTime(start) > LongestEncoding) break;
            settled = Math.Max(0, settled - part.Events.Count);
        }
    }

    /// <summary>Whether these are the events of the batch that failed, possibly followed by newer ones.</summary>
    bool IsContinuedBy(LogEvent[] events) => _count > 0 && events.Take(_count).SequenceEqual(_parts[0].Events);

    /// <summary>Encodes the events of a part that are not settled, as far as the buffer takes them.</summary>
    /// <returns>Whether the buffer took them all.</returns>
    bool TryEncodeRest(BatchPart part, int settled)
    {
        var first = Lines.Count;
        var end = first + part.Events.Count - settled;
        if (part.Encoded is EncodedBatch encoded && encoded != _encodedAhead && settled < encoded.Count)
        {
            Lines.Append(encoded.Lines, settled);
            settled = encoded.Count;
        }
        var rest = part.Events.AsSpan(settled);
        if (part.IsBlock) encoder.AppendBlock(rest, Lines);
        else encoder.AppendPart(rest, asLargeAsPossible: _isLast, Lines);
        if (part.IsBlock) Lines.MarkBlock(first);
        return Lines.Count == end;
    }

    FailedEvent[] FailedIn(int first, int end) =>
        Lines.Failures.Count == 0 ? [] : [.. Lines.Failures.Where(f => f.Index >= first && f.Index < end).Select(f => f.Failed)];
}
