using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>Files of settings of which each replaces values of those before it, as appsettings.Production.json does.</summary>
sealed class LayeredSettings
{
    readonly IReadOnlyList<JsonSettingsFile> _files;
    readonly IConfigurationRoot _configuration;
    readonly SettingsMistakes _found;

    public LayeredSettings(IReadOnlyList<JsonSettingsFile> files)
    {
        _files = files;
        _configuration = Layered(files);
        _found = MtaioFileLoggerConfigurationExtensions.MistakesIn(_configuration);
    }

    public IEnumerable<ConfigurationMistake> Mistakes =>
        _found.All.Concat(new MinimumLevels(_configuration).Mistakes).Select(Located);

    /// <summary>Whether any sink, wrapper or enricher of the library is named, be it with a mistake.</summary>
    public bool HasAny => _files.SelectMany(f => f.Values.Values).Any(IsName);

    /// <summary>What only the program with the types can check.</summary>
    public IEnumerable<ConfigurationMistake> Unchecked => _found.Unchecked.Select(Located);

    static bool IsName(string? value) =>
        Array.Exists(["Mtaio", "WithMtaio"], start => value?.StartsWith(start, StringComparison.OrdinalIgnoreCase) is true);

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
            if (_files.Select(f => f.PlaceOf(at)).LastOrDefault(p => p is not null) is { } place) return place;
        }
    }
}
