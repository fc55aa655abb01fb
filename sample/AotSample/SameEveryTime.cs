using Serilog.Core;
using Serilog.Events;

namespace AotSample;

/// <summary>Gives events times that do not depend on when the program runs: a second passes with each event.</summary>
sealed class SameEveryTime(ILogEventSink sink) : ILogEventSink, IDisposable
{
    DateTimeOffset _now = new(2026, 11, 23, 14, 5, 6, 789, TimeSpan.FromHours(1));

    public void Emit(LogEvent logEvent)
    {
        _now += TimeSpan.FromSeconds(1);
        var properties = logEvent.Properties.Select(p => new LogEventProperty(p.Key, Same(p.Key, p.Value)));
        sink.Emit(new LogEvent(_now, logEvent.Level, logEvent.Exception, logEvent.MessageTemplate, properties));
    }

    public void Dispose() => (sink as IDisposable)?.Dispose();

    static LogEventPropertyValue Same(string name, LogEventPropertyValue value) =>
        name == "ElapsedMilliseconds" ? new ScalarValue(12.5) : value;
}
