using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A generic host with the settings of the manifest ends as a container does.</summary>
public sealed class HostTests
{
    /// <summary>So few that all of them wait for the period.</summary>
    const int Events = 200;

    [RequiresFact("unshare", "setpriv", Root = true)]
    public async Task AsPid1AHostWritesEverythingThatWaitsWhenItGetsSigtermAndEnds()
    {
        using var folder = new TempFolder();
        folder.Write("appsettings.json", SettingsThatLetEventsWait(folder));
        using var process = HostProcess.Start(Container.WordsOfPid1(folder.Path), folder["appsettings.json"], Events);
        Assert.Equal(1, await process.AwaitWroteAsync());
        Assert.Empty(Lines(folder));

        process.Signal("TERM");

        Assert.Equal(0, process.AwaitExit());
        var numbers = Lines(folder).Select(l => JsonNode.Parse(l)!["Number"]).OfType<JsonNode>().Select(n => (int)n);
        Assert.Equal(Enumerable.Range(1, Events), numbers);
        Assert.Contains("stopped", Lines(folder)[^1], StringComparison.Ordinal);
    }

    /// <summary>The settings of the manifest, with a period that is longer than the test.</summary>
    static string SettingsThatLetEventsWait(TempFolder folder)
    {
        var settings = JsonNode.Parse(Manifest.Settings(folder.Path))!;
        Manifest.SinkOptions(settings)["batching"] =
            new JsonObject { ["period"] = "1h", ["eagerlyEmitFirstEvent"] = false };
        return settings.ToJsonString();
    }

    static string[] Lines(TempFolder folder) =>
        folder.Names.Contains("app.clef") ? folder.Text("app.clef").Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
}
