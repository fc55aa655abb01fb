using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>The levels of NLog and log4net as levels of Serilog.</summary>
static class Levels
{
    static readonly Dictionary<string, LogEventLevel> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["All"] = LogEventLevel.Verbose,
        ["Finest"] = LogEventLevel.Verbose,
        ["Verbose"] = LogEventLevel.Verbose,
        ["Finer"] = LogEventLevel.Verbose,
        ["Trace"] = LogEventLevel.Verbose,
        ["Fine"] = LogEventLevel.Debug,
        ["Debug"] = LogEventLevel.Debug,
        ["Info"] = LogEventLevel.Information,
        ["Information"] = LogEventLevel.Information,
        ["Notice"] = LogEventLevel.Information,
        ["Warn"] = LogEventLevel.Warning,
        ["Warning"] = LogEventLevel.Warning,
        ["Error"] = LogEventLevel.Error,
        ["Severe"] = LogEventLevel.Fatal,
        ["Critical"] = LogEventLevel.Fatal,
        ["Alert"] = LogEventLevel.Fatal,
        ["Fatal"] = LogEventLevel.Fatal,
        ["Emergency"] = LogEventLevel.Fatal,
    };

    /// <summary>The level; null if the word is none, such as Off.</summary>
    public static LogEventLevel? Of(string? word) =>
        word is not null && Words.TryGetValue(word.Trim(), out var level) ? level : null;

    /// <summary>Whether the word is a level of log4net between two levels of Serilog.</summary>
    public static bool IsBetween(string? word) =>
        word?.Trim().ToUpperInvariant() is "NOTICE" or "SEVERE" or "CRITICAL" or "ALERT" or "EMERGENCY";

    /// <summary>The levels above one, for rules that drop everything up to it.</summary>
    public static string Above(LogEventLevel level) => level == LogEventLevel.Fatal ? nameof(LogEventLevel.Fatal) : (level + 1).ToString();
}
