using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog;

/// <summary>
/// Logs many records at once (mtaio's <c>logger.batch()</c>). Each file gets them as one block, without other events between them.
/// </summary>
public static class LoggerBatchExtensions
{
    /// <summary>
    /// Logs messages as plain text, as one block. Braces in a message are text, not holes. The block is kept within one file unless it is
    /// larger than the size limit.
    /// </summary>
    /// <param name="logger">The logger.</param>
    /// <param name="level">The level of all records.</param>
    /// <param name="messages">The messages, one for each record; a null message is logged as an empty one.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void WriteBatch(this ILogger logger, LogEventLevel level, IEnumerable<string> messages)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(messages);
        if (!logger.IsEnabled(level)) return;
        using var batch = BatchScope.Begin();
        foreach (var message in messages) logger.Write(RawEvent(level, message ?? ""));
    }

    /// <summary>
    /// Logs a message template once for each item, as one block. The block is kept within one file unless it is larger than the size limit.
    /// </summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="logger">The logger.</param>
    /// <param name="level">The level of all records.</param>
    /// <param name="messageTemplate">A message template with one property.</param>
    /// <param name="items">The values of that property, one for each record.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [MessageTemplateFormatMethod(nameof(messageTemplate))]
    public static void WriteBatch<T>(this ILogger logger, LogEventLevel level, string messageTemplate, IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentNullException.ThrowIfNull(messageTemplate);
        ArgumentNullException.ThrowIfNull(items);
        if (!logger.IsEnabled(level)) return;
        using var batch = BatchScope.Begin();
        foreach (var item in items) logger.Write(level, messageTemplate, item);
    }

    /// <summary>Creates an event without parsing its message, so that the message is not kept in Serilog's template cache either.</summary>
    static LogEvent RawEvent(LogEventLevel level, string message)
    {
        var escaped = message.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
        var template = new MessageTemplate(escaped, [new TextToken(message)]);
        return TransactionProperties.NewEvent(level, exception: null, template, properties: []);
    }
}
