using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Reads the lines of a CLEF file.</summary>
static class ClefLines
{
    public static List<JsonElement> Clef(this TempFolder folder, string name) =>
        [.. folder.Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    /// <summary>The one line with this message template.</summary>
    public static JsonElement ClefOf(this TempFolder folder, string name, string template) =>
        folder.Clef(name).Single(l => l.Text("@mt") == template);

    /// <summary>The property as text, or null if the line does not have it.</summary>
    public static string? Text(this JsonElement line, string property) =>
        line.TryGetProperty(property, out var value) ? value.ToString() : null;
}
