namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Counts what becomes of every event.</summary>
/// <remarks>
/// An event is counted as accepted before it is counted as anything else, and a snapshot looks until it has seen both of one moment, so
/// that what is pending is exact.
/// </remarks>
sealed class SinkCounters
{
    readonly long[] _dropped = new long[Enum.GetValues<DropReason>().Length];
    long _accepted, _written, _bytes, _rotations, _failures;
    volatile string? _lastError;

    /// <summary>Counts an event. Its callers hold the lock of their sink, so that only one at a time counts.</summary>
    public void Accept() => Volatile.Write(ref _accepted, _accepted + 1);

    public void Write(int count) => Interlocked.Add(ref _written, count);

    public void Drop(DropReason reason, int count) => Interlocked.Add(ref _dropped[(int)reason], count);

    public void AddBytes(long count) => Interlocked.Add(ref _bytes, count);

    public void Rotate() => Interlocked.Increment(ref _rotations);

    public void Fail(string error)
    {
        Interlocked.Increment(ref _failures);
        _lastError = error;
    }

    /// <summary>Runs an operation that somebody asked for, who gets its failure; here it is only counted.</summary>
    public void Watch(Action operation)
    {
        try
        {
            operation();
        }
        catch (Exception ex)
        {
            Fail(ex.Message);
            throw;
        }
    }

    public MtaioFileStatistics Snapshot()
    {
        var (written, dropped) = Settled();
        var accepted = Interlocked.Read(ref _accepted);
        // Were more settled meanwhile, what was accepted meanwhile would all look pending.
        for (var again = Settled(); again.Written != written || !again.Dropped.AsSpan().SequenceEqual(dropped); again = Settled())
        {
            (written, dropped) = again;
            accepted = Interlocked.Read(ref _accepted);
        }
        var total = dropped.Sum();
        return new MtaioFileStatistics(
            accepted, written, total,
            dropped[(int)DropReason.Overflow], dropped[(int)DropReason.Formatting], dropped[(int)DropReason.WriteFailure],
            dropped[(int)DropReason.Shutdown], dropped[(int)DropReason.Closed],
            accepted - written - total,
            Interlocked.Read(ref _bytes), Interlocked.Read(ref _rotations), Interlocked.Read(ref _failures), _lastError);
    }

    (long Written, long[] Dropped) Settled()
    {
        var dropped = new long[_dropped.Length];
        for (var reason = 0; reason < dropped.Length; reason++) dropped[reason] = Interlocked.Read(ref _dropped[reason]);
        return (Interlocked.Read(ref _written), dropped);
    }
}
