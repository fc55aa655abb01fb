using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tool.Config;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Writes migrated settings, without those that the library would refuse.</summary>
sealed class SettingsOutput(JsonObject settings, Losses losses)
{
    const int MostRounds = 10;

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Write()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var mistakes = Mistakes();
            if (!mistakes.Exists(Remove)) break;
        }
        foreach (var mistake in Mistakes()) losses.Add($"to be corrected in the result: {mistake.Text}");
        var text = new StringBuilder();
        foreach (var loss in losses.Texts) text.Append("// ").Append(loss).Append('\n');
        return text.Append(Json()).Append('\n').ToString();

        string Json() => settings.ToJsonString(SettingsOutput.Json).ReplaceLineEndings("\n");
    }

    List<ConfigurationMistake> Mistakes() =>
        [.. new LayeredSettings([JsonSettingsFile.Parse("result", Encoding.UTF8.GetBytes(settings.ToJsonString()))]).Mistakes];

    /// <summary>Removes a value that is refused. Without a path there would be no sink.</summary>
    bool Remove(ConfigurationMistake mistake)
    {
        var steps = mistake.Path.Split(':');
        if (string.Equals(steps[^1], "path", StringComparison.OrdinalIgnoreCase)) return false;
        if (!steps.Contains("Args", StringComparer.OrdinalIgnoreCase)) return false;
        JsonNode? node = settings;
        foreach (var step in steps[..^1]) node = Child(node, step);
        if (node is not JsonObject parent) return false;
        var key = parent.Select(p => p.Key).FirstOrDefault(k => string.Equals(k, steps[^1], StringComparison.OrdinalIgnoreCase));
        if (key is null || !parent.Remove(key)) return false;
        losses.Add($"left out, because it would be refused: {mistake.Text}");
        return true;
    }

    static JsonNode? Child(JsonNode? node, string step) => node switch
    {
        JsonArray list => int.TryParse(step, CultureInfo.InvariantCulture, out var i) && i < list.Count ? list[i] : null,
        JsonObject properties => properties.FirstOrDefault(p => string.Equals(p.Key, step, StringComparison.OrdinalIgnoreCase)).Value,
        _ => null,
    };
}
