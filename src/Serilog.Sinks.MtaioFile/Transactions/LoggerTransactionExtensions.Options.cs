using System.Runtime.CompilerServices;
using Serilog.Sinks.MtaioFile;

namespace Serilog;

// A transaction without a name, with options. Where both a name and options may be meant, as with null, the overload with the name is.
public static partial class LoggerTransactionExtensions
{
    /// <summary>Begins a transaction without a name, which ends when it is disposed.</summary>
    /// <param name="logger">Logs the end record.</param>
    /// <param name="options">Modes and levels.</param>
    /// <inheritdoc
    ///   cref="BeginTransaction(ILogger, string, LogTransactionOptions)"
    ///   path="/*[not(self::summary or self::param)]"/>
    [OverloadResolutionPriority(-10)]
    public static LogTransaction BeginTransaction(this ILogger logger, LogTransactionOptions options) =>
        logger.BeginTransaction(name: null, options);

    /// <inheritdoc
    ///   cref="RunTransactionAsync(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-10)]
    public static Task RunTransactionAsync(this ILogger logger, Func<LogTransaction, Task> body, LogTransactionOptions options) =>
        logger.RunTransactionAsync(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransactionAsync{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-10)]
    public static Task<T> RunTransactionAsync<T>(this ILogger logger, Func<LogTransaction, Task<T>> body, LogTransactionOptions options) =>
        logger.RunTransactionAsync(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Action{LogTransaction}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-10)]
    public static void RunTransaction(this ILogger logger, Action<LogTransaction> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, T}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-10)]
    public static T RunTransaction<T>(this ILogger logger, Func<LogTransaction, T> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, Task}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-8)]
    public static Task RunTransaction(this ILogger logger, Func<LogTransaction, Task> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, Task{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-7)]
    public static Task<T> RunTransaction<T>(this ILogger logger, Func<LogTransaction, Task<T>> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction(ILogger, Func{LogTransaction, ValueTask}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-9)]
    public static Task RunTransaction(this ILogger logger, Func<LogTransaction, ValueTask> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);

    /// <inheritdoc
    ///   cref="RunTransaction{T}(ILogger, Func{LogTransaction, ValueTask{T}}, string, LogTransactionOptions)"
    ///   path="/*[not(self::param[@name='name'])]"/>
    [OverloadResolutionPriority(-9)]
    public static Task<T> RunTransaction<T>(this ILogger logger, Func<LogTransaction, ValueTask<T>> body, LogTransactionOptions options) =>
        logger.RunTransaction(body, name: null, options);
}
