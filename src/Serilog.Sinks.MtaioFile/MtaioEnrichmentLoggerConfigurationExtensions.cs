using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Records;

namespace Serilog;

/// <summary>Adds the enricher to <c>Enrich</c>.</summary>
public static class MtaioEnrichmentLoggerConfigurationExtensions
{
    /// <summary>Gives each event the fields of mtaio's LogRecord as properties: LoggerName, LevelName and StackInfo.</summary>
    /// <param name="enrichmentConfiguration">The <c>Enrich</c> of a logger configuration.</param>
    /// <param name="loggerName">The LoggerName of all events; null = the event's SourceContext, if it has one.</param>
    /// <param name="stackInfoLevel">
    /// From this level on, StackInfo tells where the call was made: the caller's stack, at most 32 frames. Default: null = never. It costs
    /// some microseconds per event of that level and nothing below it.
    /// </param>
    /// <returns>The logger configuration, to continue with.</returns>
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public static LoggerConfiguration WithMtaioRecord(this LoggerEnrichmentConfiguration enrichmentConfiguration, string? loggerName = null, LogEventLevel? stackInfoLevel = null)
    {
        ArgumentNullException.ThrowIfNull(enrichmentConfiguration);
        if (stackInfoLevel is { } level) Check.Level(level, nameof(stackInfoLevel));
        return enrichmentConfiguration.With(new MtaioRecordEnricher(loggerName, stackInfoLevel));
    }
}
