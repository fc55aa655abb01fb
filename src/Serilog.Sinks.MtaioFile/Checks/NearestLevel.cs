using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Checks;

/// <summary>
/// Serilog lets events of undefined levels through, such as <see cref="LevelAlias.Off"/>. Such an event belongs to the nearest defined
/// level.
/// </summary>
static class NearestLevel
{
    const int Last = (int)LogEventLevel.Fatal;

    public static LogEventLevel Of(LogEventLevel level) => (LogEventLevel)IndexOf(level);

    /// <summary>The position of the nearest defined level among all defined levels.</summary>
    public static int IndexOf(LogEventLevel level) => Math.Clamp((int)level, 0, Last);
}
