using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog;

/// <summary>Adds the record enricher to <c>Enrich</c>.</summary>
public static class MtaioEnrichmentLoggerConfigurationExtensions
{
    /// <summary>Adds the fields of mtaio's LogRecord to each event as properties: LoggerName, LevelName and StackInfo.</summary>
    /// <param name="enrichmentConfiguration">The <c>Enrich</c> of a logger configuration.</param>
    /// <param name="loggerName">The LoggerName of all events; null = the SourceContext of the event, if it has one. Default: null.</param>
    /// <param name="stackInfoLevel">
    /// The lowest level whose events get StackInfo: the stack of the logging call, at most 32 frames; null = no event gets it. StackInfo
    /// costs some microseconds per event that gets it. Default: null.
    /// </param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="enrichmentConfiguration"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stackInfoLevel"/> is not a level.</exception>
    public static LoggerConfiguration WithMtaioRecord(
        this LoggerEnrichmentConfiguration enrichmentConfiguration,
        string? loggerName = null,
        LogEventLevel? stackInfoLevel = null)
    {
        ArgumentNullException.ThrowIfNull(enrichmentConfiguration);
        if (stackInfoLevel is { } level) Check.Level(level, nameof(stackInfoLevel));
        return enrichmentConfiguration.With(new MtaioRecordEnricher(loggerName, stackInfoLevel));
    }
}
