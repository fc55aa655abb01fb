using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The files of docs/containers.</summary>
static class Manifest
{
    public const string Folder = "/var/log/app";

    public static YamlNode Deployment => Documents("kubernetes.yaml")[1];

    public static YamlNode Pod => Deployment["spec"]["template"]["spec"];

    public static string PathOf(string file) => Path.Combine(Repository.Root, "docs", "containers", file);

    public static string Text(string file) => System.IO.File.ReadAllText(PathOf(file));

    public static IReadOnlyList<YamlNode> Documents(string file) => Yaml.LoadAll(Text(file));

    public static IEnumerable<string> Texts(YamlNode node) => node.Sequence().Select(n => n.Text());

    /// <summary>The settings of the application in kubernetes.yaml.</summary>
    public static string Settings() => Documents("kubernetes.yaml")[0]["data"]["appsettings.json"].Text();

    /// <summary>The same with another folder of the log, and without the handle, which only the sample has.</summary>
    public static string Settings(string folder)
    {
        var settings = JsonNode.Parse(Settings().Replace(Folder, folder, StringComparison.Ordinal))!;
        SinkOptions(settings).Remove("handle");
        return settings.ToJsonString();
    }

    /// <summary>The options of the sink in settings.</summary>
    public static JsonObject SinkOptions(JsonNode settings) => settings["Serilog"]!["WriteTo"]![0]!["Args"]!["options"]!.AsObject();
}
