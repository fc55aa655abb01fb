using Serilog.Sinks.MtaioFile.Tests.Guards;
using YamlDotNet.Serialization;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>The configurations in docs/shipping, as their programs would read them.</summary>
static class Collector
{
    public static IReadOnlyList<string> Files { get; } =
        ["otelcol.yaml", "vector.yaml", "filebeat.yml", "fluent-bit-host.yaml", "fluent-bit-central.yaml"];

    /// <summary>
    /// The settings of a file with the paths of their keys. The entries of a list have the same path. What has a type has that type in the
    /// path, in brackets.
    /// </summary>
    public static ILookup<string, string> Settings(string file)
    {
        var text = Snippets.Read($"docs/shipping/{file}");
        return Yaml("", new DeserializerBuilder().Build().Deserialize(text)).ToLookup(s => s.Key, s => s.Value, StringComparer.Ordinal);
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
}
