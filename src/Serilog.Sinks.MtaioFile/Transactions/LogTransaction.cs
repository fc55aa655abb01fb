using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// A group of log records that belong together. <c>logger.BeginTransaction()</c> begins it, disposing it ends it. In between, all records
/// of this flow of control, across awaits, tasks and threads, carry its id. It has failed if it is disposed without <see cref="Complete"/>.
/// </summary>
/// <remarks>
/// Begin and dispose a transaction in the same method, with <c>using</c> or <c>await using</c>. As with LogContext, a transaction that is
/// begun inside an awaited method does not reach the caller of that method. The sinks of this library mark the records themselves;
/// <c>Enrich.FromLogContext()</c> marks them for all sinks. Records that are logged after the end carry no id.
/// </remarks>
public sealed class LogTransaction : IDisposable, IAsyncDisposable
{
    readonly TransactionScope _scope;

    internal LogTransaction(TransactionScope scope, string? name)
    {
        _scope = scope;
        Name = name;
        scope.Owner = new WeakReference<LogTransaction>(this);
    }

    /// <summary>
    /// Identifies the transaction. Ids sort by the time at which transactions began, within a process in their order (UUID version 7).
    /// </summary>
    public Guid Id => _scope.Id;

    /// <summary>The name of the transaction; null = it has none.</summary>
    public string? Name { get; }

    /// <summary>The id of the transaction around this one; null = there is none.</summary>
    public Guid? ParentId => _scope.ParentId;

    /// <summary>
    /// Marks the transaction as completed. The end record is logged when the transaction is disposed. The call has no effect after
    /// <see cref="Fail(string)"/>.
    /// </summary>
    public void Complete() => _scope.Complete();

    /// <summary>
    /// Marks the transaction as failed, even after <see cref="Complete"/>. The end record is logged when the transaction is disposed. Of
    /// several calls the last one decides.
    /// </summary>
    /// <param name="exception">
    /// The cause, which the end record carries; null = unknown. An <see cref="OperationCanceledException"/> makes the outcome "Canceled"
    /// instead of "Failed".
    /// </param>
    public void Fail(Exception? exception) => _scope.Fail(TransactionEnding.Failed(reason: null, exception));

    /// <param name="reason">Why the transaction failed, for example "status 503"; null = unknown. Default: null.</param>
    /// <inheritdoc cref="Fail(Exception)" path="/summary"/>
    public void Fail(string? reason = null) => _scope.Fail(TransactionEnding.Failed(reason, exception: null));

    /// <summary>The name and the id: <c>import (0193…)</c>; without a name, the id.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Name is null ? $"{Id}" : $"{Name} ({Id})";

    /// <summary>Ends the transaction and logs its end record. Only the first call has an effect.</summary>
    /// <exception cref="AggregateException">The transaction completed, and an audit sink failed to write the held records.</exception>
    public void Dispose()
    {
        _scope.End(TransactionEnding.NotCompleted);
        GC.KeepAlive(this);
    }

    /// <summary>Does the same as <see cref="Dispose"/>.</summary>
    /// <returns>A completed task.</returns>
    /// <inheritdoc cref="Dispose" path="/exception"/>
    public ValueTask DisposeAsync()
    {
        // It is not an async method: only a synchronous one takes the transaction out of the flow of its caller.
        Dispose();
        return ValueTask.CompletedTask;
    }
}
