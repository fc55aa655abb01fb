using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>The settings of one sink, read from its section of the configuration after all sections were checked.</summary>
[RequiresUnreferencedCode("Reads the methods and options by reflection.")]
sealed class SinkSettings
{
    readonly IReadOnlyList<GivenSetting> _given;
    readonly SinkCall _call;
    readonly string _argsPath;

    public SinkSettings(IReadOnlyList<GivenSetting> given, SinkCall call, string argsPath)
    {
        _given = given;
        _call = call;
        _argsPath = argsPath;
        // The object of a static member belongs to the program, and may be the options of other sinks too.
        Options = (MtaioFileOptions)Filled("options", new MtaioFileOptions(), o => ((MtaioFileOptions)o).Copy());
        Options.GivenSettings = given.Select(g => g.Setting.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Options.Batching = (MtaioBatchingOptions)Filled("options:batching", Options.Batching);
        Rotation = (RotationOptions)Filled("rotation", new RotationOptions());
    }

    public MtaioFileOptions Options { get; }

    public RotationOptions Rotation { get; }

    /// <exception cref="ArgumentException">The settings of this sink, or of another one, have mistakes.</exception>
    public static SinkSettings Read(IConfiguration configuration, SinkCall call, params Type[] extensionClasses)
    {
        var tables = SettingsTable.Of(extensionClasses);
        var unknown = new UnknownNames(tables.Values);
        var mistakes = new SettingsMistakes();
        var all = SinkSection.In(configuration, tables.Keys).ToList();
        var calls = all.FindAll(s => s.IsCallOf(call));
        // Other loggers may be other programs', with types that this program does not have.
        var sections = all.Where(s => calls.Count == 0 || calls.Exists(c => Is(c.Root, s.Root)))
            .Select(s => (Section: s, Given: new SectionReader(tables[s.Method], unknown, mistakes).Read(s)))
            .ToList();
        var loggers = sections.DistinctBy(s => s.Section.Root, StringComparer.OrdinalIgnoreCase).Select(s => s.Section.Logger).ToList();
        new UnreadCalls(tables, mistakes).Find(configuration, loggers);
        mistakes.ThrowIfAny();
        var own = sections.FindAll(s => calls.Contains(s.Section));
        if (own.Count == 0)
            throw new ArgumentException($"the configuration has no section of this call of {call.Method}", nameof(configuration));
        var (section, given) = own[0];
        if (own.Find(o => !HaveOneMeaning(o.Given, given)) is { Section: { } other })
            throw new ArgumentException(Differ(section, other).Line, nameof(configuration));
        return new SinkSettings(given, call, section.Args.Path);
    }

    /// <summary>The value of a parameter; <paramref name="standard"/> if it is not given.</summary>
    public T Get<T>(string name, T standard)
    {
        var given = _given.FirstOrDefault(g => g.Place.Length == 0 && g.Setting.IsNamed(name));
        if (given is null) return standard;
        if (given.Value is not null && _call.LevelSwitch is T levelSwitch) return levelSwitch;
        return (T)given.Value!;
    }

    /// <summary>The exception for a value that has no effect, to be explained.</summary>
    public static ArgumentException Refusal(string name, string reason) => new(reason, name);

    /// <summary>The mistake of two sections that one call can mean.</summary>
    public static SettingsMistake Differ(SinkSection section, SinkSection other)
    {
        var line = $"{section.Args.Path} and {other.Args.Path} have one path and different options; give the same options to both";
        return new SettingsMistake(other.Args.Path, line, "path");
    }

    /// <summary>Says where in the configuration the value is that a check has refused.</summary>
    public ArgumentException Explain(ArgumentException refused) => new(MistakeFor(refused).Line, refused.ParamName, refused);

    /// <summary>The mistake that a check has found, with the place of the refused value.</summary>
    public SettingsMistake MistakeFor(ArgumentException refused)
    {
        var given = _given.FirstOrDefault(g => refused.ParamName is { } name && g.Setting.IsNamed(name));
        var end = refused.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        var reason = end < 0 ? refused.Message : refused.Message[..end];
        var path = given?.Path ?? _argsPath;
        var line = SettingsMistakes.Line(path, given is null ? null : given.Text ?? "null", reason);
        return new SettingsMistake(path, line, refused.ParamName ?? "");
    }

    /// <summary>An object of options: a static member if one is named, with the values given for its properties.</summary>
    object Filled(string place, object standard, Func<object, object>? copy = null)
    {
        var named = _given.FirstOrDefault(g => Is(SettingsTable.Inside(g.Place, g.Setting.Key), place));
        var filled = named?.Value is { } value ? copy?.Invoke(value) ?? value : standard;
        foreach (var given in _given.Where(g => Is(g.Place, place))) given.Setting.Property!.SetValue(filled, given.Value);
        return filled;
    }

    public static bool HaveOneMeaning(IReadOnlyList<GivenSetting> given, IReadOnlyList<GivenSetting> others) =>
        given.Count == others.Count && given.All(g => others.Any(g.Means));

    static bool Is(string place, string other) => string.Equals(place, other, StringComparison.OrdinalIgnoreCase);
}
