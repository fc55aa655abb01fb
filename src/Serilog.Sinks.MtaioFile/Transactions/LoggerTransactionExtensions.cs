using System.Runtime.CompilerServices;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog;

/// <summary>Groups log records into transactions (mtaio's <c>logger.transaction()</c>).</summary>
public static partial class LoggerTransactionExtensions
{
    /// <summary>Begins a transaction, which ends when it is disposed.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="name">The name in all records of the transaction; null = none. Default: null.</param>
    /// <param name="options">Modes and levels; null = the defaults of <see cref="LogTransactionOptions"/>. Default: null.</param>
    /// <returns>The transaction. Dispose it in the same method, with <c>using</c> or <c>await using</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it.</exception>
    public static LogTransaction BeginTransaction(this ILogger logger, string? name = null, LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logger);
        options ??= new LogTransactionOptions();
        TransactionOptionsValidator.Validate(options);
        var id = TransactionIds.OfProcess.Next(TimeProvider.System.GetUtcNow());
        return new LogTransaction(new TransactionScope(logger, id, name, options), name);
    }

    /// <summary>
    /// Runs a method as a transaction. It completes when the method, or the task that the method returns, has ended. It fails when the
    /// method throws; the exception reaches the caller.
    /// </summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="body">The method to run.</param>
    /// <param name="name">The name in all records of the transaction; null = none. Default: null.</param>
    /// <param name="options">Modes and levels; null = the defaults of <see cref="LogTransactionOptions"/>. Default: null.</param>
    /// <returns>A task that ends when the method and the transaction have ended.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> or <paramref name="body"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The method returned null instead of a task.</exception>
    /// <exception cref="AggregateException">The transaction completed, and an audit sink failed to write the held records.</exception>
    public static Task RunTransactionAsync(
        this ILogger logger,
        Func<LogTransaction, Task> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return logger.RunTransactionAsync(
            async transaction =>
            {
                await TaskOf(body(transaction)).ConfigureAwait(false);
                return true;
            },
            name,
            options);
    }

    /// <typeparam name="T">The type of the method's result.</typeparam>
    /// <returns>A task with the method's result. It ends when the transaction has ended.</returns>
    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::returns)]"/>
    public static async Task<T> RunTransactionAsync<T>(
        this ILogger logger,
        Func<LogTransaction, Task<T>> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        using var transaction = logger.BeginTransaction(name, options);
        try
        {
            var result = await TaskOf(body(transaction)).ConfigureAwait(false);
            transaction.Complete();
            return result;
        }
        catch (Exception ex)
        {
            transaction.Fail(ex);
            throw;
        }
    }

    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::returns)]"/>
    public static void RunTransaction(
        this ILogger logger,
        Action<LogTransaction> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        logger.RunTransaction(
            transaction =>
            {
                body(transaction);
                return true;
            },
            name,
            options);
    }

    /// <typeparam name="T">The type of the method's result.</typeparam>
    /// <returns>The method's result.</returns>
    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::returns)]"/>
    public static T RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, T> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        using var transaction = logger.BeginTransaction(name, options);
        try
        {
            var result = body(transaction);
            transaction.Complete();
            return result;
        }
        catch (Exception ex)
        {
            transaction.Fail(ex);
            throw;
        }
    }

    // The overloads for tasks come before the overload for any result, which would complete at the first await. The compiler cannot choose
    // between the two kinds of task for an async lambda: from C# 13 on the attribute says Task. C# 12 calls the choice ambiguous.

    /// <inheritdoc cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"/>
    [OverloadResolutionPriority(2)]
    public static Task RunTransaction(
        this ILogger logger,
        Func<LogTransaction, Task> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var throwing = new SynchronousThrow();
        return throwing.ThrowOrReturn(logger.RunTransactionAsync(throwing.Watch(body), name, options));
    }

    /// <inheritdoc cref="RunTransactionAsync{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"/>
    [OverloadResolutionPriority(3)]
    public static Task<T> RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, Task<T>> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        var throwing = new SynchronousThrow();
        return throwing.ThrowOrReturn(logger.RunTransactionAsync(throwing.Watch(body), name, options));
    }

    /// <inheritdoc cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"/>
    [OverloadResolutionPriority(1)]
    public static Task RunTransaction(
        this ILogger logger,
        Func<LogTransaction, ValueTask> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return logger.RunTransaction(Task (transaction) => body(transaction).AsTask(), name, options);
    }

    /// <inheritdoc cref="RunTransactionAsync{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"/>
    [OverloadResolutionPriority(1)]
    public static Task<T> RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, ValueTask<T>> body,
        string? name = null,
        LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return logger.RunTransaction(Task<T> (transaction) => body(transaction).AsTask(), name, options);
    }

    static T TaskOf<T>(T? task)
        where T : Task => task ?? throw new InvalidOperationException("the method of the transaction returned null instead of a task");
}
