using System.Text.Json.Nodes;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>One call of a method of this library, as a migration collects it.</summary>
sealed class SinkDraft
{
    public const string None = "none";

    public string Method { get; set; } = "MtaioRotatingFile";

    public string Path { get; set; } = "";

    public string? Interval { get; set; }

    public JsonNode? MaxBytes { get; set; }

    public JsonNode? BackupCount { get; set; }

    public JsonObject Rotation { get; } = [];

    public string? OutputTemplate { get; set; }

    public string? Level { get; set; }

    public JsonObject Options { get; } = [];

    public JsonObject Batching { get; } = [];

    public JsonObject ToJson()
    {
        var args = new JsonObject { ["path"] = Path };
        AddTo(args, "interval", Interval);
        AddTo(args, "maxBytes", MaxBytes);
        AddTo(args, "backupCount", BackupCount);
        if (Rotation.Count > 0) args["rotation"] = Rotation;
        AddTo(args, "outputTemplate", OutputTemplate);
        if (Batching.Count > 0) Options["batching"] = Batching;
        if (Options.Count > 0) args["options"] = Options;
        AddTo(args, "restrictedToMinimumLevel", Level);
        return new JsonObject { ["Name"] = Method, ["Args"] = args };
    }

    static void AddTo(JsonObject args, string name, JsonNode? value)
    {
        if (value is not null) args[name] = value;
    }
}
