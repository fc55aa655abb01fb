using System.Diagnostics;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Runs;
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

    /// <summary>After so many events at the latest, the time is looked at.</summary>
    const int EventsBetweenLooks = 64;

    // The thread that writes: the worker, or the caller of an audit sink under the sink's lock.
    readonly List<BatchPart> _parts = [];
    bool _isLast;

    // Of the events of the batch, how many there are, how many were encoded, and how many are settled.
    int _count, _encoded, _settled;

    // Of the events of the part that is encoded next, how many were encoded.
    int _part, _encodedOfPart;

    // While a batch is: the encoded lines that are not written, from the next one on. null = none was encoded yet.
    EncodedLines? _lines;
    int _nextLine;
    long _encodingSince;
    TimeSpan _lastWrite;

    // null = records have no numbers; made with the first write.
    Func<int, long>? _numberOf;

    // Written by the same thread, read by any thread.
    volatile bool _isEncoding;
    int _encodings;

    /// <summary>The number of the last event that is in the file, or could not be encoded.</summary>
    public long LastNumber => appender.LastNumber;

    public bool HasBeenOpened => appender.HasBeenOpened;

    public bool IsHeldHere => appender.IsHeldHere;

    /// <remarks>While lines are encoded, the number is negative and tells the line. That costs nothing for each event.</remarks>
    public long ApplicationCall =>
        _isEncoding ? ~(((long)Volatile.Read(ref _encodings) << 32) | (uint)(_lines?.Count ?? 0)) : appender.ApplicationCall;

    public bool CanEncodeAhead => encoder.IsThreadSafe;

    public bool IsClosedAtOnce => flusher is null && keeper is null or { IsIdle: true } && appender.IsClosedAtOnce;

    public bool HasRoom => _settled == 0 && _encoded == _count && !IsStepFull;

    EncodedLines Lines => _lines ??= encoder.NewLines();

    bool IsStepFull =>
        _lines is { Count: > 0 } lines
        && (EventEncoder.IsFull(lines, _isLast) || Stopwatch.GetElapsedTime(_encodingSince) > LongestStep);

    /// <summary>Where writing takes long, encoding may take as long: few writes are better then.</summary>
    TimeSpan LongestStep => _lastWrite > LongestEncoding ? _lastWrite : LongestEncoding;

    public IEncodedBatch? EncodeAhead(BatchPart part)
    {
        if (!encoder.IsThreadSafe) return null;
        var lines = encoder.NewLines();
        encoder.EncodePlain(part.Events, part.FirstNumber, lines);
        if (lines.Count > 0 && lines.Failures.Count == 0) return new EncodedBatch(lines);
        // The encoder has taken an interrupt of the producer for a failure of the event. The worker tries again.
        if (lines.Failures.Exists(f => f.Failed.Cause is ThreadInterruptedException)) Thread.CurrentThread.Interrupt();
        SpareLines.PutBack(lines);
        return null;
    }

    public void Begin(BatchPart part, bool isLast = false)
    {
        Release();
        _isLast = isLast;
        _encodingSince = Stopwatch.GetTimestamp();
        Add(part);
    }

    public void Add(BatchPart part)
    {
        _parts.Add(part);
        _count += part.Events.Count;
    }

    public void Encode()
    {
        if (_encoded == _count || (_nextLine > 0 && _nextLine < Lines.Count)) return;
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
        var start = Stopwatch.GetTimestamp();
        if (context.Run is not null) _numberOf ??= NumberOf;
        var settled = appender.Append(Lines, _nextLine, _numberOf);
        _lastWrite = Stopwatch.GetElapsedTime(start);
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
            if (part.Encoded is EncodedBatch used && used.Lines != _lines) SpareLines.PutBack(used.Lines);
        }
        if (_lines is not null) SpareLines.PutBack(_lines);
        _lines = null;
        _parts.Clear();
        _count = _encoded = _settled = 0;
        _part = _encodedOfPart = 0;
        _nextLine = 0;
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
        // Before the wait for the archives, which may take as long as closing may: the process often ends when that time is over.
        appender.EndRun();
        keeper?.Dispose();
        appender.Dispose();
        context.Counters.Retire();
    }

    /// <summary>Writes a batch for a host other than this library's queue. Such a host retries a failed batch from its start.</summary>
    /// <exception cref="Exception">The file could not be written; written events are skipped when the batch is retried.</exception>
    public Task EmitBatchAsync(IEnumerable<LogEvent> batch)
    {
        var events = batch.ToArray();
        if (IsContinuedBy(events)) ReplacePart(new BatchPart(events));
        else Begin(new BatchPart(events));
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
        if (_nextLine > 0)
        {
            Lines.Clear();
            _nextLine = 0;
            _encodingSince = Stopwatch.GetTimestamp();
        }
        while (_part < _parts.Count && !IsStepFull)
        {
            EncodeRest(_parts[_part]);
            if (_encodedOfPart < _parts[_part].Events.Count) return;
            _part++;
            _encodedOfPart = 0;
        }
    }

    /// <summary>Whether these are the events of the batch that failed, possibly followed by newer ones.</summary>
    bool IsContinuedBy(LogEvent[] events) => _count > 0 && events.Take(_count).SequenceEqual(_parts[0].Events);

    /// <summary>Gives the only part of the batch more events behind those that it has.</summary>
    void ReplacePart(BatchPart longer)
    {
        _encodedOfPart = _encoded;
        _part = 0;
        _parts[0] = longer;
        _count = longer.Events.Count;
    }

    /// <summary>Encodes the events of a part that are not encoded, as far as the step takes them.</summary>
    void EncodeRest(BatchPart part)
    {
        if (part.Encoded is EncodedBatch encoded && _encodedOfPart == 0) TakeEncoded(encoded);
        if (part.IsBlock) EncodeBlock(part);
        else
        {
            while (_encodedOfPart < part.Events.Count && !IsStepFull) EncodeSome(part);
        }
    }

    void EncodeBlock(BatchPart part)
    {
        var first = Lines.Count;
        encoder.AppendBlock(part.Events.AsSpan(_encodedOfPart), NumberInPart(part, _encodedOfPart), Lines);
        Lines.MarkBlock(first);
        NoteEncoded(Lines.Count - first);
    }

    /// <summary>Encodes one event first and then as many as there are, so that a slow formatter is noticed in time.</summary>
    void EncodeSome(BatchPart part)
    {
        var first = Lines.Count;
        var count = Math.Min(Math.Clamp(first, 1, EventsBetweenLooks), part.Events.Count - _encodedOfPart);
        var events = part.Events.AsSpan(_encodedOfPart, count);
        encoder.AppendPart(events, NumberInPart(part, _encodedOfPart), asLargeAsPossible: _isLast, Lines);
        NoteEncoded(Lines.Count - first);
    }

    /// <summary>Takes the lines that were encoded ahead: as they are, or behind those that are there.</summary>
    void TakeEncoded(EncodedBatch ahead)
    {
        if (_lines is null) _lines = ahead.Lines;
        else _lines.Append(ahead.Lines);
        NoteEncoded(ahead.Count);
    }

    void NoteEncoded(int count)
    {
        _encoded += count;
        _encodedOfPart += count;
    }

    /// <summary>The number of the record on a line.</summary>
    long NumberOf(int line)
    {
        var place = _settled + line - _nextLine;
        foreach (var part in _parts)
        {
            if (place < part.Events.Count) return NumberInPart(part, place);
            place -= part.Events.Count;
        }
        return RecordMark.OwnNumber;
    }

    static long NumberInPart(BatchPart part, int place) =>
        part.FirstNumber == RecordMark.OwnNumber ? RecordMark.OwnNumber : part.FirstNumber + place;

    FailedEvent[] FailedIn(int first, int end) =>
        Lines.Failures.Count == 0 ? [] : [.. Lines.Failures.Where(f => f.Index >= first && f.Index < end).Select(f => f.Failed)];
}
