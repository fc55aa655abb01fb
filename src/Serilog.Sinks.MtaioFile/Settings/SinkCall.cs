using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A call that Serilog.Settings.Configuration makes, and what finds the section of the call again.</summary>
/// <param name="Method">The name of the method.</param>
/// <param name="IsAudit">Whether the method is called on <c>AuditTo</c>.</param>
/// <param name="LevelSwitch">The level switch, which only the settings library knows by its name.</param>
sealed record SinkCall(string Method, bool IsAudit, LoggingLevelSwitch? LevelSwitch = null)
{
    /// <summary>
    /// Arguments as texts. Static members arrive as the objects themselves, and sections as meaningless objects: these find nothing.
    /// </summary>
    public Dictionary<string, object?> Values { get; init; } = [];

    /// <summary>The path of an argument that is a section; null if there is none.</summary>
    public string? ArgumentPath { get; init; }
}
