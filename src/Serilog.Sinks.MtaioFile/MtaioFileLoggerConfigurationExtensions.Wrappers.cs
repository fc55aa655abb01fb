using Serilog.Configuration;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog;

public static partial class MtaioFileLoggerConfigurationExtensions
{
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
