using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Adds what a record of mtaio has to each event: the logger's name, the level's name, and the stack of severe events.</summary>
/// <param name="loggerName">The logger's name; null = the event's SourceContext.</param>
/// <param name="stackInfoLevel">The lowest level whose events get their stack; null = none.</param>
sealed class MtaioRecordEnricher(string? loggerName, LogEventLevel? stackInfoLevel) : ILogEventEnricher
{
    readonly RecordField? _loggerName = loggerName is null ? null : new(RecordProperties.LoggerName, loggerName);

    readonly RecordField[] _levelNames =
        Array.ConvertAll(Enum.GetValues<LogEventLevel>(), level => new RecordField(RecordProperties.LevelName, LevelNames.Of(level)));

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        LoggerNameOf(logEvent)?.AddTo(logEvent);
        _levelNames[NearestLevel.IndexOf(logEvent.Level)].AddTo(logEvent);
        if (logEvent.Level >= stackInfoLevel) new RecordField(RecordProperties.StackInfo, CallerStack.Capture()).AddTo(logEvent);
    }

    RecordField? LoggerNameOf(LogEvent logEvent)
    {
        if (_loggerName is not null) return _loggerName;
        return RecordProperties.SourceContextOf(logEvent) is { } source ? new RecordField(RecordProperties.LoggerName, source) : null;
    }
}
