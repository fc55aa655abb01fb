using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog;

/// <summary>Logs events that the caller awaits (mtaio's awaited logging calls).</summary>
public static class MtaioWriteLoggerExtensions
{
    /// <summary>
    /// Logs an event. The task completes when each file sink of this library that gets the event has written it: its bytes are with the
    /// operating system. It waits as long as a failing write is retried.
    /// </summary>
    /// <remarks>
    /// The task does not wait for sinks of other libraries, for sinks behind <c>WriteTo.Async</c>, and for what a transaction or batch
    /// holds. If the queue is full, the call itself waits for room, as every logging call does. The call cannot be canceled: a
    /// <see cref="CancellationToken"/> among the values would be the value of a property. <c>WriteAsync(…).WaitAsync(token)</c> ends the
    /// wait, and the event stays in the queue.
    /// </remarks>
    /// <param name="logger">The logger.</param>
    /// <param name="level">The level of the event.</param>
    /// <param name="messageTemplate">The message template.</param>
    /// <param name="propertyValues">The values for the template.</param>
    /// <returns>A task whose completion acknowledges the event.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="logger"/> is null.</exception>
    /// <exception cref="LoggingException">
    /// A file sink lost the event, even if a fallback sink got it; the message says for which file, and why.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// A sink itself has called this code, such as a formatter or a failure listener: it must not wait for the sink.
    /// </exception>
    [MessageTemplateFormatMethod(nameof(messageTemplate))]
    public static Task WriteAsync(this ILogger logger, LogEventLevel level, string messageTemplate, params object?[]? propertyValues) =>
        WriteAsync(logger, level, exception: null, messageTemplate, propertyValues);

    /// <param name="logger">The logger.</param>
    /// <param name="level">The level of the event.</param>
    /// <param name="exception">The exception that the event is about; null = none.</param>
    /// <param name="messageTemplate">The message template.</param>
    /// <param name="propertyValues">The values for the template.</param>
    /// <inheritdoc cref="WriteAsync(ILogger, LogEventLevel, string, object?[])" path="/*[not(self::param)]"/>
    [MessageTemplateFormatMethod(nameof(messageTemplate))]
    public static Task WriteAsync(
        this ILogger logger,
        LogEventLevel level,
        Exception? exception,
        string messageTemplate,
        params object?[]? propertyValues)
    {
        ArgumentNullException.ThrowIfNull(logger);
        try
        {
            return WriteReceipts.Collect(() => logger.Write(level, exception, messageTemplate, propertyValues));
        }
        catch (Exception ex)
        {
            // An audit sink has failed.
            return Task.FromException(new LoggingException($"an event was not written: {FailureText.Of(ex.GetBaseException())}", ex));
        }
    }
}
