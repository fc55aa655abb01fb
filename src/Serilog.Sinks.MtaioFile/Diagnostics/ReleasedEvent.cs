using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>Replaces an event that was released: only its level is still needed.</summary>
static class ReleasedEvent
{
    static readonly LogEvent[] ByLevel =
        Array.ConvertAll(Enum.GetValues<LogEventLevel>(), l => new LogEvent(default, l, exception: null, MessageTemplate.Empty, []));

    public static LogEvent Of(LogEventLevel level) => (uint)level < (uint)ByLevel.Length ? ByLevel[(int)level] : ByLevel[0];

    public static bool Is(LogEvent logEvent) =>
        (uint)logEvent.Level < (uint)ByLevel.Length && ReferenceEquals(ByLevel[(int)logEvent.Level], logEvent);
}
