using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>Wraps a sink: passes events on to it, except those that a transaction or a batch holds.</summary>
/// <param name="inner">The sink.</param>
/// <param name="emitBlock">Gives the sink a block; null = the sink gets its events one by one.</param>
class TransactionGate(ILogEventSink inner, Action<IReadOnlyList<LogEvent>>? emitBlock)
    : ILogEventSink, ISetLoggingFailureListener, IDisposable, IAsyncDisposable
{
    // The holds that have records for the sink. Guarded by the lock on the set.
    readonly HashSet<Hold> _holds = [];
    bool _isClosed;

    // Set while the logger is configured, read by any thread that logs.
    ILoggingFailureListener _listener = SelfLog.FailureListener;

    protected ILogEventSink Inner => inner;

    public void Emit(LogEvent logEvent)
    {
        if (TransactionContext.WasEntered)
        {
            logEvent = Record(logEvent);
            if (TransactionContext.Hold?.TryHold(this, logEvent) is true) return;
        }
        inner.Emit(logEvent);
    }

    public void EmitBlock(IReadOnlyList<LogEvent> block)
    {
        if (emitBlock is not null) emitBlock(block);
        else EmitOneByOne(block);
    }

    public void SetFailureListener(ILoggingFailureListener failureListener)
    {
        _listener = failureListener;
        (inner as ISetLoggingFailureListener)?.SetFailureListener(failureListener);
    }

    /// <summary>Enters a hold that is about to hold its first record for the sink.</summary>
    /// <returns>False when the sink is closed, so that nothing is held for it.</returns>
    public bool TryJoin(Hold hold)
    {
        using (Uninterrupted.Enter(_holds)) return !_isClosed && _holds.Add(hold);
    }

    /// <summary>Takes out a hold that has no more records for the sink.</summary>
    public void Leave(Hold hold)
    {
        using (Uninterrupted.Enter(_holds)) _holds.Remove(hold);
    }

    /// <summary>Tells of records that a hold has discarded because it had reached its limit.</summary>
    public virtual void TellDiscarded(IReadOnlyDictionary<LogEventLevel, int> discarded, string owner) =>
        Report(DiscardedMessage(discarded, owner), events: null, exception: null);

    public void Dispose()
    {
        ReleaseHeld();
        (inner as IDisposable)?.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        ReleaseHeld();
        if (inner is IAsyncDisposable asyncDisposable) return asyncDisposable.DisposeAsync();
        (inner as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected static string DiscardedMessage(IReadOnlyDictionary<LogEventLevel, int> discarded, string owner) =>
        $"discarded {discarded.Values.Sum()} of the records held for {owner}: HeldLimit was reached, or the memory limit for held records";

    /// <summary>Called once, before the sink is closed.</summary>
    protected virtual void OnClosing()
    {
    }

    /// <summary>Gives the sink what is held for it before it is closed. From now on nothing is held for it.</summary>
    void ReleaseHeld()
    {
        Hold[] holds;
        using (Uninterrupted.Enter(_holds))
        {
            if (_isClosed) return;
            _isClosed = true;
            holds = _holds.Count == 0 ? [] : [.. _holds.OrderBy(hold => hold.Number)];
        }
        OnClosing();
        foreach (var hold in holds) EmitHeldBy(hold);
    }

    void EmitHeldBy(Hold hold)
    {
        try
        {
            if (hold.TakeFor(this) is { Length: > 0 } records) EmitBlock(records);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("What {0} held could not be logged: {1}", hold, ex);
        }
    }

    /// <summary>Marks and counts an event that is logged in a transaction. An end record gets the total of this sink.</summary>
    LogEvent Record(LogEvent logEvent)
    {
        var count = TransactionMark.Of(logEvent)?.Count ?? TransactionScope.CountOfCopied(logEvent);
        if (count is null && TransactionScope.Current is { } scope)
        {
            // Without FromLogContext nothing has marked the event.
            logEvent = scope.Mark(logEvent);
            count = scope.Count;
        }
        if (count is null) return logEvent;
        if (EndTotal.ForSink(logEvent, this) is { } end) return end;
        count.Add(this);
        return logEvent;
    }

    /// <summary>Sinks of this library that are behind the sink get their events as a block all the same.</summary>
    void EmitOneByOne(IReadOnlyList<LogEvent> block)
    {
        try
        {
            using var batch = BatchScope.BeginReleased();
            foreach (var logEvent in block) EmitReleased(logEvent);
        }
        catch (AggregateException ex)
        {
            Report("could not emit events that were held", events: null, ex);
        }
    }

    /// <summary>
    /// Emits one event to the sink of another library. An exception is reported, with that sink as its sender, and does not stop the block.
    /// </summary>
    void EmitReleased(LogEvent logEvent)
    {
        try
        {
            inner.Emit(logEvent);
        }
        catch (Exception ex)
        {
            Report("could not emit an event that was held", [logEvent], ex);
        }
    }

    void Report(string message, IReadOnlyCollection<LogEvent>? events, Exception? exception)
    {
        try
        {
            _listener.OnLoggingFailed(inner, LoggingFailureKind.Permanent, message, events, exception);
        }
        catch (Exception ex)
        {
            SelfLog.WriteLine("The failure listener threw {0} when told: {1}", ex, message);
        }
    }
}
