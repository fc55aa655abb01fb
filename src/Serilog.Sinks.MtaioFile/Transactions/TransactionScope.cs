using Serilog.Context;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>A transaction in the flow that began it: marks the records, holds them if its mode says so, and ends once.</summary>
sealed class TransactionScope : ILogEventEnricher
{
    readonly LogTransactionOptions _options;
    readonly TransactionScope? _parent;
    readonly TransactionMarks _marks;
    readonly EndRecord _endRecord;

    /// <summary>The hold for the records: its own, or that of a transaction or batch around it; null = none.</summary>
    readonly Hold? _hold;

    /// <summary>The hold that this transaction releases or discards at its end; null = it has none of its own.</summary>
    readonly Hold? _ownHold;
    readonly IDisposable _bookmark;
    readonly object _gate = new();

    // Any thread of the flow.
    int _ended;

    // Guarded by _gate: any thread that was given the transaction.
    TransactionEnding? _ending;

    public TransactionScope(ILogger logger, Guid id, string? name, LogTransactionOptions options)
    {
        Id = id;
        _options = options;
        _parent = Current;
        _marks = new TransactionMarks(id, name, _parent?.Id, Count);
        _endRecord = new EndRecord(logger, id, _marks, options);
        _hold = TransactionContext.Hold;
        // A hold that is ending takes the records only as long as it passes its own on.
        if (_hold is null or { IsEnding: true } && HoldPolicy.Of(options) is { } policy)
        {
            _ownHold = new Hold(_hold, policy, this);
            _hold = _ownHold;
            TransactionContext.Hold = _ownHold;
        }
        TransactionContext.Scope = this;
        _bookmark = LogContext.Push(this);
        LiveTransactions.Add(this);
    }

    public long Number { get; } = FlowOrder.Next();

    public Guid Id { get; }

    /// <summary>The object that ends the transaction; null = it is being made.</summary>
    public WeakReference<LogTransaction>? Owner { get; set; }

    /// <summary>Whether nobody can dispose the transaction any more.</summary>
    public bool IsCollected => Owner is { } owner && !owner.TryGetTarget(out _);

    public RecordCount Count { get; } = new();

    public Guid? ParentId => _parent?.Id;

    /// <summary>The innermost transaction of the current flow that has not ended; null = there is none.</summary>
    public static TransactionScope? Current
    {
        get
        {
            var scope = TransactionContext.Scope;
            while (scope is { IsEnded: true }) scope = scope._parent;
            return scope;
        }
    }

    bool IsEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>
    /// Marks an event as a record of the transaction, for all sinks of a logger with <c>FromLogContext</c>. The innermost of nested
    /// transactions comes first. An event that is logged after the end is no record.
    /// </summary>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (IsEnded || TransactionMark.Of(logEvent) is not null) return;
        Count.AddMarked();
        _marks.AddTo(logEvent);
    }

    /// <summary>
    /// The count of the transaction of this flow whose id an event has without being marked: code of the application has made the event
    /// anew from a marked one, for example to hide a value. Null = there is none.
    /// </summary>
    public static RecordCount? CountOfCopied(LogEvent logEvent)
    {
        if (TransactionContext.Scope is not { } scope) return null;
        if (!logEvent.Properties.TryGetValue(TransactionProperties.Id, out var value)) return null;
        return value is ScalarValue { Value: Guid id } ? scope.WithId(id)?.Count : null;
    }

    /// <summary>The event as a record of the transaction of this flow, for a sink that keeps it and writes it in another flow.</summary>
    public static LogEvent MarkedInFlow(LogEvent logEvent) =>
        TransactionContext.WasEntered && Current is { } scope && TransactionMark.Of(logEvent) is null ? scope.Mark(logEvent) : logEvent;

    /// <summary>A copy of an event that is marked as a record of the transaction.</summary>
    public LogEvent Mark(LogEvent logEvent) => _marks.CopyOf(logEvent);

    public override string ToString() => $"transaction {Id}";

    /// <summary>Decides that the transaction has completed, unless it has failed.</summary>
    public void Complete()
    {
        lock (_gate) _ending ??= TransactionEnding.Completed;
    }

    /// <summary>Decides that the transaction has failed, whatever was decided before.</summary>
    public void Fail(TransactionEnding ending)
    {
        lock (_gate) _ending = ending;
    }

    /// <summary>Ends the transaction if it has not ended, and takes it out of the current flow in any case.</summary>
    /// <param name="undecided">How a transaction ends that neither was completed nor has failed.</param>
    /// <exception cref="AggregateException">The transaction completed, and a sink threw when it was given the held records.</exception>
    public void End(TransactionEnding undecided)
    {
        try
        {
            if (Interlocked.Exchange(ref _ended, 1) != 0) return;
            LiveTransactions.Remove(this);
            LogEnd(Decide(undecided));
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Tells that the transaction has not ended when the process may be about to end.</summary>
    public void TellInterrupted(string signal) => _endRecord.WriteInterrupted(signal);

    /// <summary>Whether this transaction is the given one, or one around it.</summary>
    public bool IsAround(TransactionScope? inner) => inner is not null && (ReferenceEquals(inner, this) || IsAround(inner._parent));

    TransactionEnding Decide(TransactionEnding undecided)
    {
        lock (_gate) return _ending ??= undecided;
    }

    TransactionScope? WithId(Guid id) => Id == id ? this : _parent?.WithId(id);

    void LogEnd(TransactionEnding ending)
    {
        var releases = ending.Outcome != TransactionOutcome.Completed || _options.Mode == TransactionMode.Grouped;
        if (releases) _ownHold?.HoldAllFromNow();
        else _ownHold?.DiscardHeld();
        var hold = TransactionContext.Hold;
        // The end record is the last of the held records, whichever thread ends the transaction.
        TransactionContext.Hold = _hold;
        _endRecord.Write(ending, Count);
        TransactionContext.Hold = hold;
        if (releases) Release(ending.Outcome);
        else _ownHold?.Discard();
    }

    void Release(TransactionOutcome outcome)
    {
        try
        {
            _ownHold?.Release();
        }
        catch (AggregateException ex) when (outcome != TransactionOutcome.Completed)
        {
            // It must not replace the exception of the transaction itself.
            SelfLog.WriteLine("What transaction {0} held could not be logged: {1}", Id, ex);
        }
    }

    /// <summary>
    /// Takes the transaction out of the current flow if it is the innermost one. A transaction that ended before one inside it leaves
    /// together with the inner one.
    /// </summary>
    static void Leave()
    {
        while (TransactionContext.Scope is { IsEnded: true } ended)
        {
            ended._bookmark.Dispose();
            if (ended._ownHold is { } own && ReferenceEquals(TransactionContext.Hold, own)) TransactionContext.Hold = own.Outer;
            TransactionContext.Scope = ended._parent;
        }
    }
}
