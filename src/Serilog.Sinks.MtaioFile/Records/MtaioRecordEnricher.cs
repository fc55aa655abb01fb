using Serilog.Core;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Adds to each event what mtaio's records have: the logger's name, the level's name, and from a level on where it was logged.</summary>
sealed class MtaioRecordEnricher(string? loggerName, LogEventLevel? stackInfoLevel) : ILogEventEnricher
{
    readonly LogEventProperty? _loggerName = loggerName is null ? null : new LogEventProperty(RecordProperties.LoggerName, new ScalarValue(loggerName));
    readonly LogEventProperty[] _levelNames = Array.ConvertAll(Enum.GetValues<LogEventLevel>(), l => new LogEventProperty(RecordProperties.LevelName, new ScalarValue(LevelNames.Of(l))));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (_loggerName is not null) logEvent.AddPropertyIfAbsent(_loggerName);
        else if (logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var source)) logEvent.AddPropertyIfAbsent(new LogEventProperty(RecordProperties.LoggerName, source));
        logEvent.AddPropertyIfAbsent(_levelNames[(int)logEvent.Level]);
        if (logEvent.Level >= stackInfoLevel) logEvent.AddPropertyIfAbsent(new LogEventProperty(RecordProperties.StackInfo, new ScalarValue(CallerStack.Capture())));
    }
}
