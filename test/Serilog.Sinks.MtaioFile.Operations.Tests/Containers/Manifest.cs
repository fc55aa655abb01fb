using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The files of docs/containers.</summary>
static class Manifest
{
    public static string PathOf(string file) => Path.Combine(Repository.Root, "docs", "containers", file);

    public static IReadOnlyList<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        using var manifest = System.IO.File.OpenText(PathOf(file));
        stream.Load(manifest);
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);

    /// <summary>The settings of the application in kubernetes.yaml, with another folder of the log.</summary>
    public static string Settings(string folder) =>
        Text(Documents("kubernetes.yaml")[0]["data"]["appsettings.json"]).Replace("/var/log/app", folder, StringComparison.Ordinal);

    public static YamlNode Pod => Documents("kubernetes.yaml")[1]["spec"]["template"]["spec"];
}
