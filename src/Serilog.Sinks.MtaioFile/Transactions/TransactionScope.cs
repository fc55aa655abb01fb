using System.Diagnostics;
using Serilog.Context;
using Serilog.Core;
using Serilog.Core.Enrichers;
using Serilog.Debugging;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>How a transaction ended.</summary>
enum TransactionOutcome
{
    Completed,
    Failed,
    Canceled,
}

/// <summary>
/// A transaction from its beginning to its one end: marks the events of its flow, holds them where asked to, and logs its end.
/// </summary>
sealed class TransactionScope : ILogEventEnricher
{
    readonly ILogger _logger;
    readonly LogTransactionOptions _options;
    readonly TransactionScope? _parent;
    readonly Hold? _hold;
    readonly Hold? _ownHold;
    readonly IDisposable _bookmark;
    readonly ILogEventEnricher[] _properties;
    readonly long _begunAt = Stopwatch.GetTimestamp();
    int _ended;
    int _enriched;
    Dictionary<TransactionGate, int>? _emitted;

    public TransactionScope(ILogger logger, Guid id, string? name, LogTransactionOptions options)
    {
        (_logger, _options, Id) = (logger, options, id);
        _parent = TransactionContext.Scope;
        while (_parent is { IsEnded: true }) _parent = _parent._parent;
        _properties = PropertiesFor(id, name, _parent?.Id);
        // A hold around it is joined: what becomes of the records is decided there.
        _hold = TransactionContext.Hold is { IsEnded: false } joined ? joined : null;
        if (_hold is null && options.Mode != TransactionMode.Written)
            TransactionContext.Hold = _hold = _ownHold = new Hold(outer: null, options.Mode == TransactionMode.Grouped ? null : options.HoldBelow, options.HeldLimit);
        TransactionContext.Scope = this;
        _bookmark = LogContext.Push(this);
    }

    public Guid Id { get; }

    public Guid? ParentId => _parent?.Id;

    bool IsEnded => Volatile.Read(ref _ended) != 0;

    /// <summary>Marks an event as belonging to the transaction.</summary>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        Interlocked.Increment(ref _enriched);
        // Of nested transactions the innermost comes first; marks of two are not mixed.
        if (logEvent.Properties.ContainsKey(TransactionProperties.Id)) return;
        foreach (var property in _properties) property.Enrich(logEvent, propertyFactory);
    }

    /// <summary>Counts an event that reaches a sink; a logger without FromLogContext leads no event through <see cref="Enrich"/>.</summary>
    public void CountAt(TransactionGate gate)
    {
        for (var scope = this; scope is not null; scope = scope._parent)
        {
            if (Volatile.Read(ref scope._enriched) == 0 && !scope.IsEnded) scope.CountOwn(gate);
        }
    }

    /// <summary>Counted for each sink: several get the same event, or copies of it.</summary>
    void CountOwn(TransactionGate gate)
    {
        lock (_properties)
        {
            _emitted ??= [];
            _emitted[gate] = _emitted.GetValueOrDefault(gate) + 1;
        }
    }

    int CountRecords()
    {
        if (Volatile.Read(ref _enriched) is > 0 and var enriched) return enriched;
        lock (_properties) return _emitted?.Values.Max() ?? 0;
    }

    /// <summary>Ends the transaction, the first time it is called, and in any case leaves it in the current flow.</summary>
    /// <exception cref="AggregateException">It completed, and a sink that throws would not take what it held.</exception>
    public void End(TransactionOutcome outcome, Exception? exception)
    {
        try
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) LogEnd(outcome, exception);
        }
        finally
        {
            Leave();
        }
    }

    void LogEnd(TransactionOutcome outcome, Exception? exception)
    {
        var records = CountRecords();
        var releases = outcome != TransactionOutcome.Completed || _options.Mode == TransactionMode.Grouped;
        if (releases) _ownHold?.HoldAll();
        var hold = TransactionContext.Hold;
        // The end record goes the way of the records, last, whichever thread ends the transaction.
        TransactionContext.Hold = _hold;
        WriteEndRecord(outcome, exception, records);
        TransactionContext.Hold = hold;
        if (releases) Release(outcome);
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
            // It must not take the place of what the transaction itself has thrown.
            SelfLog.WriteLine("What transaction {0} held could not be logged: {1}", Id, ex);
        }
    }

    void WriteEndRecord(TransactionOutcome outcome, Exception? exception, int records)
    {
        try
        {
            var log = _logger.ForContext(_properties).ForContext(TransactionProperties.Of(outcome, Stopwatch.GetElapsedTime(_begunAt), records, _ownHold?.Discarded ?? 0));
            if (outcome == TransactionOutcome.Completed) log.Write(_options.CompletionLevel, TransactionProperties.CompletedTemplate, Id);
            else log.Write(_options.ExceptionLevel, exception, TransactionProperties.FailedTemplate, Id, exception?.Message ?? TransactionProperties.NotCompleted);
        }
        catch (Exception ex)
        {
            // A logger that fails must not take the place of what the transaction itself has thrown.
            SelfLog.WriteLine("The end of transaction {0} could not be logged: {1}", Id, ex);
        }
    }

    /// <summary>
    /// Takes the transaction out of the current flow, if it is what the flow is inside of; one that was ended out of order goes with the last
    /// that was begun in it.
    /// </summary>
    static void Leave()
    {
        while (TransactionContext.Scope is { IsEnded: true } ended)
        {
            ended._bookmark.Dispose();
            if (ended._ownHold is not null && ReferenceEquals(TransactionContext.Hold, ended._ownHold)) TransactionContext.Hold = null;
            TransactionContext.Scope = ended._parent;
        }
    }

    static ILogEventEnricher[] PropertiesFor(Guid id, string? name, Guid? parentId)
    {
        List<ILogEventEnricher> properties = [new PropertyEnricher(TransactionProperties.Id, id)];
        if (name is not null) properties.Add(new PropertyEnricher(TransactionProperties.Name, name));
        if (parentId is not null) properties.Add(new PropertyEnricher(TransactionProperties.ParentId, parentId));
        return [.. properties];
    }
}
