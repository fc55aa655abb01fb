using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Counts the events of one sink, and the work on its file.</summary>
/// <remarks>
/// An event is counted as accepted before it is counted as settled. A snapshot reads until it has seen both numbers of one moment, so that
/// the number of pending events is exact.
/// </remarks>
sealed class SinkCounters
{
    readonly DropCounts _dropped = new();
    readonly SinkMetrics _metrics;
    long _accepted, _written, _bytes, _rotations, _failures;
    volatile string? _lastError;
    volatile bool _isRetired;

    public SinkCounters(string path)
    {
        Path = path;
        Awaited = new AwaitedEvents(path);
        _metrics = SinkMetrics.Instance;
        _metrics.Add(this);
    }

    public string Path { get; }

    /// <summary>How full the queue of the sink is, from 0 to 1; null = it has none. It takes the lock of the queue.</summary>
    public Func<double>? QueueFill { get; set; }

    /// <summary>Events whose callers learn of a drop.</summary>
    public AwaitedEvents Awaited { get; }

    /// <summary>The totals that the metrics of the path include. Guarded by the lock of <see cref="SinkMetrics"/>.</summary>
    public Totals Published { get; set; } = Totals.None;

    public bool HasWrittenNothing => Interlocked.Read(ref _written) == 0;

    /// <summary>Counts an accepted event. Callers hold the lock of their sink, so that only one thread at a time counts.</summary>
    public void Accept() => Volatile.Write(ref _accepted, _accepted + 1);

    public void Write(int count) => Interlocked.Add(ref _written, count);

    public void Drop(DropReason reason, LogEvent logEvent)
    {
        _dropped.Add(reason, logEvent.Level);
        Awaited.NoteDrop(logEvent, reason, _lastError);
        if (_isRetired) _metrics.Publish(this);
    }

    /// <summary>
    /// Counts records that a hold has discarded. They count as accepted too, but not in the number that is written under a lock.
    /// </summary>
    public void DropHeld(LogEventLevel level, int count)
    {
        _dropped.Add(DropReason.HoldLimit, level, count);
        if (_isRetired) _metrics.Publish(this);
    }

    public void Drop(DropReason reason, IEnumerable<LogEvent> events)
    {
        foreach (var logEvent in events) Drop(reason, logEvent);
    }

    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    public void Rotate() => Interlocked.Increment(ref _rotations);

    public void Fail(string error)
    {
        Interlocked.Increment(ref _failures);
        _lastError = error;
    }

    /// <summary>Called when the file is closed. Only late events are counted from then on.</summary>
    public void Retire()
    {
        _isRetired = true;
        _metrics.Remove(this);
    }

    /// <summary>Runs an operation for a caller that gets its failure; the failure is counted, not reported.</summary>
    public void RunCounted(Action operation)
    {
        try
        {
            operation();
        }
        catch (Exception ex)
        {
            Fail(FailureText.Of(ex));
            throw;
        }
    }

    public MtaioFileStatistics Snapshot()
    {
        var totals = ReadTotals();
        long Sum(DropReason reason) => totals.Dropped.Sum(reason);
        return new MtaioFileStatistics(
            totals.Accepted,
            totals.Written,
            totals.Dropped.Sum(),
            Sum(DropReason.Overflow),
            Sum(DropReason.Formatting),
            Sum(DropReason.Failure),
            Sum(DropReason.Shutdown),
            Sum(DropReason.Closed),
            Sum(DropReason.HoldLimit),
            totals.Pending,
            totals.Bytes,
            totals.Rotations,
            totals.Failures,
            _lastError);
    }

    public Totals ReadTotals()
    {
        var written = ReadSettled(out var dropped);
        var accepted = Interlocked.Read(ref _accepted);
        // If more events were settled meanwhile, those accepted meanwhile would all look pending.
        while (ReadSettled(out var droppedSince) is var writtenSince && (writtenSince != written || !droppedSince.IsSameAs(dropped)))
        {
            (written, dropped) = (writtenSince, droppedSince);
            accepted = Interlocked.Read(ref _accepted);
        }
        return new Totals(
            accepted + dropped.Sum(DropReason.HoldLimit),
            written,
            dropped,
            Interlocked.Read(ref _bytes),
            Interlocked.Read(ref _rotations),
            Interlocked.Read(ref _failures));
    }

    long ReadSettled(out DropCounts dropped)
    {
        dropped = _dropped.Copy();
        return Interlocked.Read(ref _written);
    }
}
