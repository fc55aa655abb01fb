using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Reads a setting that is a list of texts.</summary>
[RequiresUnreferencedCode("Knows settings, which are found by reflection.")]
static class TextList
{
    public static bool IsTypeOf(Setting setting) => setting.Type == typeof(IReadOnlyList<string>);

    /// <summary>The text of a list in messages; null for other values.</summary>
    public static string? TextOf(object? value) => value is IReadOnlyList<string> texts ? string.Join(", ", texts) : null;

    public static IReadOnlyList<string> Read(IConfigurationSection section, Setting setting)
    {
        var elements = section.GetChildren().ToList();
        if (elements.Count == 0 && string.IsNullOrEmpty(section.Value)) throw new FormatException(ValueText.Empty(setting));
        if (section.Value is { Length: > 0 } || elements.Exists(e => !SinkSection.IsIndex(e.Key)))
            throw new FormatException($"is no list; write a list of texts, \"{setting.Key}\": [ \"…\" ]");
        var texts = elements.ConvertAll(SinkSection.Text);
        if (texts.Exists(string.IsNullOrWhiteSpace)) throw new FormatException("has an element that is no text; write texts alone");
        return texts.ConvertAll(t => t!);
    }
}
