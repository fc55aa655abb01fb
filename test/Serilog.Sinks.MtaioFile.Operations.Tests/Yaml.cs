using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests;

/// <summary>Reads YAML in few words.</summary>
static class Yaml
{
    public static YamlNode Load(string text) => LoadAll(text).Single();

    /// <summary>The documents of a file with several.</summary>
    public static IReadOnlyList<YamlNode> LoadAll(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    public static IEnumerable<YamlNode> Sequence(this YamlNode node) => ((YamlSequenceNode)node).Children;

    /// <summary>The items of a key; none if it is missing.</summary>
    public static IEnumerable<YamlNode> TrySequence(this YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var value) ? value.Sequence() : [];

    public static string Text(this YamlNode node) => ((YamlScalarNode)node).Value!;

    public static string? TryText(this YamlNode node, string key) => node.TryNode(key)?.Text();

    public static YamlNode? TryNode(this YamlNode node, string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;
}
