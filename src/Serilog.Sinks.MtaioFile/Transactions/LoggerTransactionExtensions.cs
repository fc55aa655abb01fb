using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog;

/// <summary>Groups log records into transactions (mtaio's <c>logger.transaction()</c>).</summary>
public static class LoggerTransactionExtensions
{
    /// <summary>Begins a transaction, which ends when it is disposed.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="name">A name for all records of the transaction; null = none.</param>
    /// <param name="options">How it is logged; null = the defaults.</param>
    /// <returns>The transaction, for a <c>using</c> in the same method.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static LogTransaction BeginTransaction(this ILogger logger, string? name = null, LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(logger);
        options ??= new LogTransactionOptions();
        TransactionOptionsValidator.Validate(options);
        return new LogTransaction(new TransactionScope(logger, TransactionIds.Next(TimeProvider.System.GetUtcNow()), name, options), name);
    }

    /// <summary>Runs a method as a transaction: it completes when the method does, and fails with what the method throws, which reaches the caller.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="body">What to run.</param>
    /// <param name="name">A name for all records of the transaction; null = none.</param>
    /// <param name="options">How it is logged; null = the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static Task RunTransactionAsync(this ILogger logger, Func<LogTransaction, Task> body, string? name = null, LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return logger.RunTransactionAsync(
            async transaction =>
            {
                await body(transaction).ConfigureAwait(false);
                return true;
            },
            name,
            options);
    }

    /// <summary>Runs a method as a transaction: it completes when the method does, and fails with what the method throws, which reaches the caller.</summary>
    /// <typeparam name="T">What the method returns.</typeparam>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="body">What to run.</param>
    /// <param name="name">A name for all records of the transaction; null = none.</param>
    /// <param name="options">How it is logged; null = the defaults.</param>
    /// <returns>What the method returns.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static async Task<T> RunTransactionAsync<T>(this ILogger logger, Func<LogTransaction, Task<T>> body, string? name = null, LogTransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        using var transaction = logger.BeginTransaction(name, options);
        try
        {
            var result = await body(transaction).ConfigureAwait(false);
            transaction.Complete();
            return result;
        }
        catch (Exception ex)
        {
            transaction.Fail(ex);
            throw;
        }
    }

    /// <summary>Runs a method as a transaction: it completes when the method does, and fails with what the method throws, which reaches the caller.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="body">What to run.</param>
    /// <param name="name">A name for all records of the transaction; null = none.</param>
    /// <param name="options">How it is logged; null = the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static void RunTransaction(this ILogger logger, Action<LogTransaction> body, string? name = null, LogTransactionOptions? options = null)
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

    /// <summary>Runs a method as a transaction: it completes when the method does, and fails with what the method throws, which reaches the caller.</summary>
    /// <typeparam name="T">What the method returns.</typeparam>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="body">What to run.</param>
    /// <param name="name">A name for all records of the transaction; null = none.</param>
    /// <param name="options">How it is logged; null = the defaults.</param>
    /// <returns>What the method returns.</returns>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    public static T RunTransaction<T>(this ILogger logger, Func<LogTransaction, T> body, string? name = null, LogTransactionOptions? options = null)
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
}
