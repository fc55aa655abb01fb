namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Collects the mistakes in the settings of the sinks, and throws one exception that lists them all.</summary>
sealed class SettingsMistakes
{
    readonly List<(string Line, string Name)> _mistakes = [];

    /// <summary>The name of the setting is that of the exception's parameter, if there is one mistake only.</summary>
    public void Add(string path, string? value, string remedy, string name) =>
        _mistakes.Add((Line(path, value, remedy), name));

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
