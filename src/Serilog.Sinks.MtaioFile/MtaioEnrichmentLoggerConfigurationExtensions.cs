using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;
using Serilog.Sinks.MtaioFile.Records;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog;

/// <summary>Adds the record enricher to <c>Enrich</c>.</summary>
public static class MtaioEnrichmentLoggerConfigurationExtensions
{
    /// <summary>For Serilog.Settings.Configuration only: checks the whole configuration strictly, and adds the enricher.</summary>
    /// <remarks>
    /// All parameters are optional. If the configuration names none of them, the settings library takes the first overload: this one.
    /// </remarks>
    /// <param name="enrichmentConfiguration">The <c>Enrich</c> of a logger configuration.</param>
    /// <param name="loggerName">The argument of that name, as it is in the configuration.</param>
    /// <param name="LoggerName">The same as <c>loggerName</c>.</param>
    /// <param name="stackInfoLevel">The argument of that name, as it is in the configuration.</param>
    /// <param name="StackInfoLevel">The same as <c>stackInfoLevel</c>.</param>
    /// <param name="allSettingsOfTheProgram">The whole configuration.</param>
    /// <returns>The logger configuration, for further calls.</returns>
    /// <exception cref="ArgumentException">The settings have mistakes; the message lists them with their paths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [RequiresUnreferencedCode("A configuration names methods, options and types.")]
    public static LoggerConfiguration WithMtaioRecord(
        this LoggerEnrichmentConfiguration enrichmentConfiguration,
        [Optional, DefaultParameterValue(null)] string? loggerName,
        [Optional, DefaultParameterValue(null)] string? LoggerName,
        [Optional, DefaultParameterValue(null)] object? stackInfoLevel,
        [Optional, DefaultParameterValue(null)] object? StackInfoLevel,
        IConfiguration allSettingsOfTheProgram)
    {
        ArgumentNullException.ThrowIfNull(enrichmentConfiguration);
        var values = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(loggerName)] = loggerName,
            [nameof(stackInfoLevel)] = stackInfoLevel,
        };
        var call = new SinkCall(nameof(WithMtaioRecord), IsAudit: false) { Values = values };
        return MtaioFileLoggerConfigurationExtensions.FromSettings(
            allSettingsOfTheProgram,
            call,
            settings => enrichmentConfiguration.WithMtaioRecord(
                settings.Get<string?>(nameof(loggerName), null),
                settings.Get<LogEventLevel?>(nameof(stackInfoLevel), null)));
    }

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
