using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>Files of settings of which each replaces values of those before it, as appsettings.Production.json does.</summary>
sealed class LayeredSettings(IReadOnlyList<JsonSettingsFile> files)
{
    readonly SettingsMistakes _found = MtaioFileLoggerConfigurationExtensions.MistakesIn(Layered(files));

    public IEnumerable<ConfigurationMistake> Mistakes => _found.All.Select(Located);

    /// <summary>What only the program with the types can check.</summary>
    public IEnumerable<ConfigurationMistake> Unchecked => _found.Unchecked.Select(Located);

    static IConfigurationRoot Layered(IEnumerable<JsonSettingsFile> files)
    {
        var builder = new ConfigurationBuilder();
        foreach (var file in files) builder.AddInMemoryCollection(file.Values);
        return builder.Build();
    }

    ConfigurationMistake Located(SettingsMistake mistake) => new(PlaceOf(mistake.Path), mistake.Path, mistake.Line);

    /// <summary>The last file with the path counts, because it has the value; a missing setting is where it would be.</summary>
    JsonPosition PlaceOf(string path)
    {
        for (var at = path; ; at = at[..Math.Max(0, at.LastIndexOf(':'))])
        {
            if (files.Select(f => f.PlaceOf(at)).LastOrDefault(p => p is not null) is { } place) return place;
        }
    }
}
