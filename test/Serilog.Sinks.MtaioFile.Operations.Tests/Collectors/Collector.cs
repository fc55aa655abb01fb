using Serilog.Sinks.MtaioFile.Tests.Guards;
using YamlDotNet.Serialization;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>The configurations in docs/shipping, as their programs would read them.</summary>
static class Collector
{
    public static IReadOnlyList<string> Files { get; } =
        ["otelcol.yaml", "vector.yaml", "filebeat.yml", "fluent-bit.conf", "fluent-bit-parsers.conf"];

    /// <summary>
    /// The settings of a file with the paths of their keys. The entries of a list have the same path. What has a type has that type in the
    /// path, in brackets.
    /// </summary>
    public static ILookup<string, string> Settings(string file)
    {
        var text = Snippets.Read($"docs/shipping/{file}");
        var isClassic = file.EndsWith(".conf", StringComparison.Ordinal);
        var settings = isClassic ? Classic(text) : Yaml("", new DeserializerBuilder().Build().Deserialize(text));
        return settings.ToLookup(s => s.Key, s => s.Value, StringComparer.Ordinal);
    }

    /// <summary>The only value of a setting.</summary>
    public static string Setting(string file, string key) => Assert.Single(Settings(file)[key]);

    static IEnumerable<KeyValuePair<string, string>> Yaml(string path, object? node) =>
        node switch
        {
            IDictionary<object, object?> map => map.SelectMany(m => Yaml($"{path}.{m.Key}".TrimStart('.') + TypeOf(m.Value), m.Value)),
            IEnumerable<object?> list => list.SelectMany(entry => Yaml(path + TypeOf(entry), entry)),
            _ => [new(path, node?.ToString() ?? "")],
        };

    static string TypeOf(object? entry) =>
        entry is IDictionary<object, object?> map && map.TryGetValue("type", out var type) ? $"[{type}]" : "";

    /// <summary>The classic format of Fluent Bit: sections in brackets, then lines of a key, space, and a value.</summary>
    static IEnumerable<KeyValuePair<string, string>> Classic(string text)
    {
        var section = "";
        foreach (var line in text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
                continue;
            }
            var parts = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            Assert.Equal(2, parts.Length);
            yield return new($"{section}.{parts[0].ToLowerInvariant()}", parts[1]);
        }
    }
}
