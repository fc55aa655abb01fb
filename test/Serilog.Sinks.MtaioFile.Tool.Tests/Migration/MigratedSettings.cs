using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

/// <summary>A configuration that the tool has made, which the tool has then checked.</summary>
sealed record MigratedSettings(ToolRun Run, JsonNode Json)
{
    static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    public JsonNode Args => Json["Serilog"]!["WriteTo"]![0]![nameof(Args)]!;

    public static async Task<MigratedSettings> From(TempFolder folder, string name, string text)
    {
        var run = await ToolRun.Of("config", "migrate", folder.Write(name, text));
        Assert.True(run.Code is 0 or 1, run.Error);
        var check = await ToolRun.Of("config", "check", folder.Write("result.json", run.Output));
        Assert.Equal((0, ""), (check.Code, check.Error));
        return new MigratedSettings(run, JsonNode.Parse(run.Output, documentOptions: WithComments)!);
    }

    /// <summary>Compares with settings in JSON, whatever their order and spaces are.</summary>
    public static void AssertSame(string expected, JsonNode? actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected, documentOptions: WithComments), actual),
            $"expected:\n{expected}\nactual:\n{actual}");
}
