using Microsoft.Extensions.Configuration;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>The minimum levels of the logger, which Serilog.Settings.Configuration reads. A sink gets nothing below them.</summary>
/// <param name="configuration">The configuration.</param>
sealed class MinimumLevels(IConfiguration configuration)
{
    static readonly string[] Settings = ["Default", "Override", "ControlledBy"];

    public IEnumerable<SettingsMistake> Mistakes
    {
        get
        {
            var levels = configuration.GetSection("Serilog:MinimumLevel");
            var remedies = levels.GetChildren().SelectMany(RemediesOf);
            if (levels.Value is not null) remedies = remedies.Prepend((levels, RemedyOfLevel(levels.Value)));
            return
                from remedy in remedies
                where remedy.Text is not null
                let line = SettingsMistakes.Line(remedy.Setting.Path, remedy.Setting.Value, remedy.Text)
                select new SettingsMistake(remedy.Setting.Path, line, remedy.Setting.Key);
        }
    }

    IEnumerable<(IConfigurationSection Setting, string? Text)> RemediesOf(IConfigurationSection setting)
    {
        return setting.Key.ToUpperInvariant() switch
        {
            "DEFAULT" => [(setting, RemedyOfLevel(setting.Value))],
            "OVERRIDE" => setting.GetChildren().Select(s => (s, RemedyOfLevelOrSwitch(s.Value))),
            "CONTROLLEDBY" => [(setting, RemedyOfSwitch(setting.Value))],
            _ => [(setting, RemedyOfName(setting.Key))],
        };
    }

    static string RemedyOfName(string name) => NearMiss.Of(name, Settings) is { } near
        ? $"is not known; did you mean {near}?"
        : "is not known; the levels of sources belong inside Override";

    string? RemedyOfLevelOrSwitch(string? value) => value is ['$', ..] ? RemedyOfSwitch(value) : RemedyOfLevel(value);

    string? RemedyOfSwitch(string? value)
    {
        var switches = configuration.GetSection("Serilog:LevelSwitches").GetChildren().Select(s => s.Key.TrimStart('$'));
        var isKnown = switches.Contains(value?.TrimStart('$'), StringComparer.OrdinalIgnoreCase);
        return isKnown ? null : "is no switch; write the name of one in LevelSwitches, such as \"$appLevel\"";
    }

    static string? RemedyOfLevel(string? value)
    {
        if (Enum.TryParse<LogEventLevel>(value, ignoreCase: true, out _)) return null;
        var levels = Enum.GetNames<LogEventLevel>();
        // Many libraries have "Warn" and "Info".
        var near = value is { Length: > 2 } && Array.Find(levels, l => l.StartsWith(value, StringComparison.OrdinalIgnoreCase)) is { } begun
            ? begun
            : NearMiss.Of(value ?? "", levels);
        var hint = near is null ? "" : $"did you mean {near}? ";
        return $"is no level; {hint}write {string.Join(", ", levels[..^1])} or {levels[^1]}";
    }
}
