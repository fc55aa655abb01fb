using Serilog.Events;
using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>The names that mtaio and Python give to the levels.</summary>
static class LevelNames
{
    public static string Of(LogEventLevel level) => NearestLevel.Of(level) switch
    {
        LogEventLevel.Verbose => "TRACE",
        LogEventLevel.Debug => "DEBUG",
        LogEventLevel.Information => "INFO",
        LogEventLevel.Warning => "WARNING",
        LogEventLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
