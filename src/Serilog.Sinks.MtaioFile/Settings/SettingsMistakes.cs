namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A mistake in the settings of a sink.</summary>
/// <param name="Path">The path in the configuration.</param>
/// <param name="Line">What is wrong, with the path, and what would be right.</param>
/// <param name="Name">The name of the setting.</param>
sealed record SettingsMistake(string Path, string Line, string Name);

/// <summary>Collects the mistakes in the settings of the sinks, and throws one exception that lists them all.</summary>
/// <param name="hasTypes">
/// Whether this program has the types that the settings name. If it is another program that looks at the settings, a type that is not found
/// is no mistake.
/// </param>
sealed class SettingsMistakes(bool hasTypes = true)
{
    readonly List<SettingsMistake> _mistakes = [];
    readonly List<SettingsMistake> _unchecked = [];

    public bool HasTypes => hasTypes;

    public IReadOnlyList<SettingsMistake> All => _mistakes;

    /// <summary>What only the program with the types can check.</summary>
    public IReadOnlyList<SettingsMistake> Unchecked => _unchecked;

    /// <summary>The name of the setting is that of the exception's parameter, if there is one mistake only.</summary>
    public void Add(string path, string? value, string remedy, string name) =>
        Add(new SettingsMistake(path, Line(path, value, remedy), name));

    public void Add(SettingsMistake mistake) => _mistakes.Add(mistake);

    public void AddUnchecked(string path, string? value, string name) =>
        _unchecked.Add(new SettingsMistake(path, Line(path, value, "is not checked: only the program has it"), name));

    public static string Line(string path, string? value, string remedy) =>
        value is null ? $"{path}: {remedy}" : $"{path} = \"{value}\": {remedy}";

    public void ThrowIfAny()
    {
        if (_mistakes.Count == 0) return;
        var lines = string.Join(Environment.NewLine, _mistakes.Select(m => m.Line));
        if (_mistakes.Count == 1) throw new ArgumentException(lines, _mistakes[0].Name);
        throw new ArgumentException($"{_mistakes.Count} mistakes in the settings of the file sinks:{Environment.NewLine}{lines}");
    }
}
