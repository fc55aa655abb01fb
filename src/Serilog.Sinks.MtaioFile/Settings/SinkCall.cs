using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>What Serilog.Settings.Configuration hands to a sink method: the values as texts, but for static members, which are the
/// objects themselves, and sections, which arrive as meaningless objects.</summary>
sealed record SinkCall(string Method, bool IsAudit, object? Formatter, object? FormatProvider, LoggingLevelSwitch? LevelSwitch)
{
    /// <summary>By these the section of the call is found again.</summary>
    public Dictionary<string, object?> Values { get; init; } = [];

    /// <summary>The object that the settings library has made for a parameter; it knows more ways to make one.</summary>
    public object? ObjectOf(string name) => name switch
    {
        "formatter" => Formatter,
        "formatProvider" => FormatProvider,
        "levelSwitch" => LevelSwitch,
        _ => null,
    };
}
