using Serilog.Sinks.MtaioFile.Transactions;







namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// A group of log records that belong together: begun by <c>logger.BeginTransaction()</c>, ended by disposing it. In between, all records of
/// this flow of control, across awaits, tasks and threads, carry its id. Disposed without <see cref="Complete"/> it has failed.
/// </summary>
/// <remarks>
/// Begin and dispose it in the same method, with <c>using</c> or <c>await using</c>: like LogContext, what is begun inside an awaited
/// method does not reach that method's caller. Records are marked by <c>Enrich.FromLogContext()</c>; the end record carries the id without it.
/// A task that was started in the transaction and outlives it keeps the id.
/// </remarks>
public sealed class LogTransaction : IDisposable, IAsyncDisposable
{
    readonly TransactionScope _scope;
    readonly object _gate = new();
    TransactionOutcome? _outcome;
    Exception? _exception;

    internal LogTransaction(TransactionScope scope, string? name) => (_scope, Name) = (scope, name);

    /// <summary>Identifies the transaction; ids sort by time (UUID version 7).</summary>
    public Guid Id => _scope.Id;

    /// <summary>The name it was given.</summary>
    public string? Name { get; }

    /// <summary>The id of the transaction that it was begun in, if any.</summary>
    public Guid? ParentId => _scope.ParentId;

    /// <summary>Says that the transaction has succeeded; its end is logged when it is disposed. Has no effect after <see cref="Fail"/>.</summary>
    public void Complete()
    {
        lock (_gate) _outcome ??= TransactionOutcome.Completed;
    }

    /// <summary>Says that the transaction has failed, whatever was said before; its end is logged when it is disposed.</summary>
    /// <param name="exception">Why, if it is known. An <see cref="OperationCanceledException"/> makes the outcome "Canceled".</param>
    public void Fail(Exception? exception = null)
    {
        lock (_gate)
        {
            _outcome = exception is OperationCanceledException ? TransactionOutcome.Canceled : TransactionOutcome.Failed;
            _exception = exception ?? _exception;
        }
    }

    /// <summary>Ends the transaction and logs its end, once, whoever disposes it how often.</summary>
    public void Dispose()
    {
        lock (_gate) _outcome ??= TransactionOutcome.Failed;
        _scope.End(_outcome.Value, _exception);
    }

    /// <summary>Does what <see cref="Dispose"/> does.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        // Not an async method: what it takes out of the flow must be out of its caller's.
        Dispose();
        return ValueTask.CompletedTask;
    }
}
