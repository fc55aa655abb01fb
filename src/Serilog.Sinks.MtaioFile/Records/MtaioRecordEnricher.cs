using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Adds what a record of mtaio has to each event: the logger's name, the level's name, and the stack of severe events.</summary>
/// <param name="loggerName">The logger's name; null = the event's SourceContext.</param>
/// <param name="stackInfoLevel">The lowest level whose events get their stack; null = none.</param>
sealed class MtaioRecordEnricher(string? loggerName, LogEventLevel? stackInfoLevel) : ILogEventEnricher
{
    readonly LogEventProperty? _loggerName = loggerName is null ? null : PropertyOf(RecordProperties.LoggerName, loggerName);

    readonly LogEventProperty[] _levelNames =
        Array.ConvertAll(Enum.GetValues<LogEventLevel>(), level => PropertyOf(RecordProperties.LevelName, LevelNames.Of(level)));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (_loggerName is not null) logEvent.AddPropertyIfAbsent(_loggerName);
        else if (logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source))
        {
            logEvent.AddPropertyIfAbsent(new LogEventProperty(RecordProperties.LoggerName, source));
        }
        logEvent.AddPropertyIfAbsent(_levelNames[NearestLevel.IndexOf(logEvent.Level)]);
        if (logEvent.Level >= stackInfoLevel)
        {
            logEvent.AddPropertyIfAbsent(PropertyOf(RecordProperties.StackInfo, CallerStack.Capture()));
        }
    }

    static LogEventProperty PropertyOf(string name, string text) => new(name, new ScalarValue(text));
}
