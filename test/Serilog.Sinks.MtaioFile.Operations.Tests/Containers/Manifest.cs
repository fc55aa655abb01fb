using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The files of docs/containers.</summary>
static class Manifest
{
    public static string PathOf(string file) => Path.Combine(Repository.Root, "docs", "containers", file);

    public static IReadOnlyList<YamlNode> Documents(string file) => Yaml.LoadAll(System.IO.File.ReadAllText(PathOf(file)));

    public static IEnumerable<string> Texts(YamlNode node) => node.Sequence().Select(n => n.Text());

    /// <summary>The settings of the application in kubernetes.yaml, with another folder of the log.</summary>
    public static string Settings(string folder) =>
        Documents("kubernetes.yaml")[0]["data"]["appsettings.json"].Text().Replace("/var/log/app", folder, StringComparison.Ordinal);

    public static YamlNode Pod => Documents("kubernetes.yaml")[1]["spec"]["template"]["spec"];
}
