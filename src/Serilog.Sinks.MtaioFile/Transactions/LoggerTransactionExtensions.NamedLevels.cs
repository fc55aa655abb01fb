using System.Runtime.CompilerServices;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;

namespace Serilog;

// A transaction with a name, and with the level of its failure.
public static partial class LoggerTransactionExtensions
{
    /// <summary>Begins a transaction, which ends when it is disposed.</summary>
    /// <inheritdoc
    ///   cref="BeginTransaction(ILogger, string, LogTransactionOptions)"
    ///   path="/*[not(self::summary or self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static LogTransaction BeginTransaction(this ILogger logger, string? name, LogEventLevel exceptionLevel) =>
        logger.BeginTransaction(name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static Task RunTransactionAsync(
        this ILogger logger,
        Func<LogTransaction, Task> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransactionAsync(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransactionAsync{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static Task<T> RunTransactionAsync<T>(
        this ILogger logger,
        Func<LogTransaction, Task<T>> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransactionAsync(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Action{LogTransaction}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static void RunTransaction(
        this ILogger logger,
        Action<LogTransaction> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, T}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-10)]
    public static T RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, T> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-8)]
    public static Task RunTransaction(
        this ILogger logger,
        Func<LogTransaction, Task> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-7)]
    public static Task<T> RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, Task<T>> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, ValueTask}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-9)]
    public static Task RunTransaction(
        this ILogger logger,
        Func<LogTransaction, ValueTask> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, ValueTask{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='options'])]"/>
    /// <inheritdoc cref="BeginTransaction(ILogger, LogEventLevel)" path="/param[@name='exceptionLevel']"/>
    [OverloadResolutionPriority(-9)]
    public static Task<T> RunTransaction<T>(
        this ILogger logger,
        Func<LogTransaction, ValueTask<T>> body,
        string? name,
        LogEventLevel exceptionLevel) =>
        logger.RunTransaction(body, name, FailingAt(exceptionLevel));
}
