using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;

namespace Serilog;

// A transaction without a name, with the level of its failure.
public static partial class LoggerTransactionExtensions
{
    /// <summary>Begins a transaction without a name, which ends when it is disposed.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="exceptionLevel">The level of the end record when the transaction fails (mtaio's exc_level).</param>
    /// <inheritdoc
    ///   cref="BeginTransaction(ILogger, string, LogTransactionOptions)"
    ///   path="/*[not(self::summary or self::param)]"/>
    [OverloadResolutionPriority(-10)]
    public static LogTransaction BeginTransaction(this ILogger logger, LogEventLevel exceptionLevel) =>
        logger.BeginTransaction(name: null, FailingAt(exceptionLevel));

    /// <summary>
    /// Begins a transaction whose records are grouped: they are held until it ends, then written as one block, without records of other
    /// code between them (<see cref="TransactionMode.Grouped"/>). It is written as <c>await using (var group = logger.BeginGroup())</c>,
    /// and <see cref="LogTransaction.Complete"/> is the last call in the block.
    /// </summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="name">The name in all records of the group; null = none. Default: null.</param>
    /// <param name="exceptionLevel">
    /// The level of the end record when the group fails (mtaio's exc_level). Default: <see cref="LogEventLevel.Error"/>.
    /// </param>
    /// <inheritdoc
    ///   cref="BeginTransaction(ILogger, string, LogTransactionOptions)"
    ///   path="/*[not(self::summary or self::param)]"/>
    public static LogTransaction BeginGroup(
        this ILogger logger,
        string? name = null,
        LogEventLevel exceptionLevel = LogEventLevel.Error) =>
        logger.BeginTransaction(
            name, new LogTransactionOptions { Mode = TransactionMode.Grouped, ExceptionLevel = exceptionLevel });

    /// <param name="logger">Logs the end record.</param>
    /// <param name="exceptionLevel">The level of the end record when the group fails (mtaio's exc_level).</param>
    /// <inheritdoc cref="BeginGroup(ILogger, string, LogEventLevel)" path="/*[not(self::param)]"/>
    [OverloadResolutionPriority(-10)]
    public static LogTransaction BeginGroup(this ILogger logger, LogEventLevel exceptionLevel) =>
        logger.BeginGroup(name: null, exceptionLevel);

    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static Task RunTransactionAsync(this ILogger logger, Func<LogTransaction, Task> body, LogEventLevel exceptionLevel) =>
        logger.RunTransactionAsync(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransactionAsync{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static Task<T> RunTransactionAsync<T>(this ILogger logger, Func<LogTransaction, Task<T>> body, LogEventLevel exceptionLevel) =>
        logger.RunTransactionAsync(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Action{LogTransaction}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static void RunTransaction(this ILogger logger, Action<LogTransaction> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, T}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static T RunTransaction<T>(this ILogger logger, Func<LogTransaction, T> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-8)]
    public static Task RunTransaction(this ILogger logger, Func<LogTransaction, Task> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-7)]
    public static Task<T> RunTransaction<T>(this ILogger logger, Func<LogTransaction, Task<T>> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, ValueTask}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-9)]
    public static Task RunTransaction(this ILogger logger, Func<LogTransaction, ValueTask> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, ValueTask{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name' or @name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-9)]
    public static Task<T> RunTransaction<T>(this ILogger logger, Func<LogTransaction, ValueTask<T>> body, LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name: null, FailingAt(exceptionLevel));

    static LogTransactionOptions FailingAt(LogEventLevel exceptionLevel) => new() { ExceptionLevel = exceptionLevel };
}
