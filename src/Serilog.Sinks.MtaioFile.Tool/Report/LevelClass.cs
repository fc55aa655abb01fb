using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The names that the style sheet has for levels.</summary>
static class LevelClass
{
    public static string Of(LogEventLevel? level) => level switch
    {
        LogEventLevel.Verbose => "verbose",
        LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "information",
        LogEventLevel.Warning => "warning",
        LogEventLevel.Error => "error",
        LogEventLevel.Fatal => "fatal",
        _ => "no-level",
    };

    /// <summary>The level with its colour before it.</summary>
    public static Html Named(LogEventLevel? level) =>
        Html.Of($"<span class=\"level\">{Swatch(level)}{LevelCounts.NameOf(level)}</span>");

    static Html Swatch(LogEventLevel? level) => Html.Of(
        $"<svg class=\"swatch {Of(level)}\" viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect width=\"10\" height=\"10\" rx=\"2\"/></svg>");
}
