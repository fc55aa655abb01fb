using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
    const int DefaultBacktraceLimit = 100;

    /// <summary>
    /// Lets transactions and batches hold the events of sinks from other packages: <c>WriteTo.MtaioTransactions(to =&gt; to.Console())</c>.
    /// The file sinks of this package need no such wrapper.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="configure">Adds the sinks, in the way that <c>WriteTo</c> does.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static LoggerConfiguration MtaioTransactions(
        this LoggerSinkConfiguration sinkConfiguration,
        Action<LoggerSinkConfiguration> configure)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(configure);
        return sinkConfiguration.Sink(LoggerSinkConfiguration.Wrap(SinkFactory.Gated, configure));
    }

    /// <summary>
    /// Keeps the last detailed events in memory, and writes them only when something goes wrong:
    /// <c>WriteTo.MtaioBacktrace(to =&gt; to.MtaioFile("app.log"))</c>. An event at <paramref name="trigger"/> or above is written with the
    /// kept events before it, as one block with their original times. The other events at <paramref name="keptBelow"/> or above are
    /// written as they come. What is kept is discarded when the logger is closed, and written when an unhandled exception ends the process.
    /// </summary>
    /// <remarks>
    /// The minimum level of the logger must let the detailed events through. For the flow of one request or job, see also the transaction
    /// mode <see cref="TransactionMode.HeldUntilFailure"/>.
    /// </remarks>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="configure">Adds the sinks, in the way that <c>WriteTo</c> does.</param>
    /// <param name="limit">How many events are kept, at least 1. Beyond that, the oldest is discarded. Default: 100.</param>
    /// <param name="keptBelow">Events below this level are kept. Default: <see cref="LogEventLevel.Information"/>.</param>
    /// <param name="trigger">
    /// Events at this level or above write what is kept. Not below <paramref name="keptBelow"/>. Default:
    /// <see cref="LogEventLevel.Error"/>.
    /// </param>
    /// <param name="scope">Which kept events are written. Default: <see cref="BacktraceScope.Sink"/>.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range; the message names it.</exception>
    public static LoggerConfiguration MtaioBacktrace(
        this LoggerSinkConfiguration sinkConfiguration,
        Action<LoggerSinkConfiguration> configure,
        int limit = DefaultBacktraceLimit,
        LogEventLevel keptBelow = LogEventLevel.Information,
        LogEventLevel trigger = LogEventLevel.Error,
        BacktraceScope scope = BacktraceScope.Sink)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(configure);
        Check.AtLeast(limit, 1, nameof(limit));
        Check.Level(keptBelow);
        Check.Level(trigger);
        Check.Defined(scope is BacktraceScope.Sink or BacktraceScope.Trace, scope, "is not a scope", nameof(scope));
        if (trigger < keptBelow) throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "must not be below keptBelow");
        return sinkConfiguration.Sink(LoggerSinkConfiguration.Wrap(
            sink => SinkFactory.Backtraced(sink, limit, keptBelow, trigger, scope), configure));
    }

    /// <summary>
    /// Writes events to the handlers of a set. Handlers are added to the set and removed from it while the logger runs. Several loggers may
    /// have one set, at the same time or one after the other. The handlers are closed with the last logger that has logged to them, and are
    /// opened again by the next event of another logger.
    /// </summary>
    /// <param name="sinkConfiguration">The <c>WriteTo</c> of a logger configuration.</param>
    /// <param name="handlers">The set of sinks.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static LoggerConfiguration MtaioHandlers(this LoggerSinkConfiguration sinkConfiguration, MtaioHandlerSet handlers)
    {
        ArgumentNullException.ThrowIfNull(sinkConfiguration);
        ArgumentNullException.ThrowIfNull(handlers);
        return sinkConfiguration.Sink(handlers.CreateSink());
    }
}
