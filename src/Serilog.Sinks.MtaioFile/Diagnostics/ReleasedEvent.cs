using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Replaces an event that was released: only its level is still needed.</summary>
static class ReleasedEvent
{
    static readonly LogEvent[] ByLevel =
        Array.ConvertAll(Enum.GetValues<LogEventLevel>(), l => new LogEvent(default, l, exception: null, MessageTemplate.Empty, []));

    public static LogEvent Of(LogEventLevel level) => ByLevel[NearestLevel.IndexOf(level)];

    public static bool Is(LogEvent logEvent) => ReferenceEquals(Of(logEvent.Level), logEvent);
}
