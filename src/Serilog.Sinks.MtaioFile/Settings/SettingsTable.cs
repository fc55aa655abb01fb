using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.ComponentModel;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>All settings of one sink method and the places where they belong, read from the public methods and options.</summary>
[RequiresUnreferencedCode("Reads the methods and options by reflection.")]
sealed class SettingsTable
{
    public const string Args = "";
    public const string Options = "options";

    /// <summary>The settings by place: <c>""</c> is Args itself, others are paths within it, such as <c>options:batching</c>.</summary>
    readonly Dictionary<string, IReadOnlyList<Setting>> _places = new(StringComparer.OrdinalIgnoreCase);

    SettingsTable(string method, MethodInfo[] overloads)
    {
        Method = method;
        Directives = Directive.Of(overloads.Select(m => m.GetParameters()[0].ParameterType));
        Add(Args, Merge(overloads));
    }

    public string Method { get; }

    /// <summary>The directives on which the method can be called.</summary>
    public IReadOnlyList<string> Directives { get; }

    public IEnumerable<string> Places => _places.Keys;

    public bool IsFileSink => Find(Args, "path") is not null;

    /// <summary>The tables of all configuration methods of the given classes, by the method's name.</summary>
    public static Dictionary<string, SettingsTable> Of(params Type[] extensionClasses) =>
        extensionClasses.SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.GetCustomAttribute<EditorBrowsableAttribute>() is null)
            .GroupBy(m => m.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new SettingsTable(g.Key, [.. g]), StringComparer.Ordinal);

    public IReadOnlyList<Setting> In(string place) => _places[place];

    public Setting? Find(string place, string name) => _places[place].FirstOrDefault(s => s.IsNamed(name));

    public bool IsPlace(string place) => _places.ContainsKey(place);

    /// <summary>The places where a setting of this name belongs.</summary>
    public IEnumerable<string> PlacesOf(string name) => Places.Where(p => Find(p, name) is not null);

    /// <summary>The place and the setting that a name means: everyday options may be written in Args itself.</summary>
    public (string Place, Setting Setting)? Resolve(string place, string name)
    {
        if (Find(place, name) is { } setting) return (place, setting);
        if (place.Length > 0 || !IsPlace(Options) || IsPlace($"{Options}:{name}")) return null;
        return Find(Options, name) is { } option ? (Options, option) : null;
    }

    public static string Inside(string place, string name) => place.Length == 0 ? name : $"{place}:{name}";

    void Add(string place, IReadOnlyList<Setting> settings)
    {
        _places[place] = settings;
        foreach (var group in settings.Where(s => DefaultsOf(s.Type) is not null))
        {
            var defaults = DefaultsOf(group.Type)!;
            Add(Inside(place, group.Key), [.. PropertiesOf(defaults)]);
        }
    }

    /// <summary>The option objects; null for any other type.</summary>
    public static object? DefaultsOf(Type type) => type switch
    {
        _ when type == typeof(MtaioFileOptions) => new MtaioFileOptions(),
        _ when type == typeof(MtaioBatchingOptions) => new MtaioBatchingOptions(),
        _ when type == typeof(RotationOptions) => new RotationOptions(),
        _ => null,
    };

    static IEnumerable<Setting> PropertiesOf(object defaults) =>
        defaults.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => new Setting(p.Name, p.PropertyType, p.GetValue(defaults), IsRequired: false, p));

    /// <summary>A parameter is required if one overload cannot do without it and no overload omits it.</summary>
    static Setting[] Merge(MethodInfo[] overloads) =>
        [
            .. overloads.SelectMany(m => m.GetParameters().Skip(1)).GroupBy(p => p.Name!, StringComparer.Ordinal).Select(g => new Setting(
                g.Key,
                g.First().ParameterType,
                DefaultOf(g.First()),
                overloads.All(m => Requires(m, g.Key)),
                Property: null)),
        ];

    /// <summary>The default of a parameter; reflection has null for a structure.</summary>
    static object? DefaultOf(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return null;
        return parameter.ParameterType == typeof(RotationInterval) ? RotationInterval.None : parameter.DefaultValue;
    }

    static bool Requires(MethodInfo method, string name) =>
        method.GetParameters().Any(p => string.Equals(p.Name, name, StringComparison.Ordinal) && !p.HasDefaultValue);
}
