using Serilog.Core;
using Serilog.Events;

namespace Sample;

/// <summary>Counts the events that the loggers hand to their sinks: so many the files must hold.</summary>
sealed class EventTally : ILogEventSink
{
    readonly int[] _byLevel = new int[Enum.GetValues<LogEventLevel>().Length];

    public int Total => _byLevel.Sum();

    public void Emit(LogEvent logEvent) => Interlocked.Increment(ref _byLevel[(int)logEvent.Level]);

    public int AtOrAbove(LogEventLevel level) => _byLevel.Skip((int)level).Sum();
}
