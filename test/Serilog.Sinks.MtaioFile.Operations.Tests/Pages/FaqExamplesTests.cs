using System.Text.Json.Nodes;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Pages;

/// <summary>The example of docs/faq.md, with its relative path.</summary>
[Collection(ProcessWideState.Name)]
public sealed class FaqExamplesTests : LogInCurrentDirectory
{
    [Fact]
    public void TheRenderedFormatterWritesTheTextOfTheMessage()
    {
        WriteRendered();
        var line = JsonNode.Parse(Folder.Text("logs/rendered.clef"))!;
        Assert.Equal(("Order 4711 failed", 4711), ((string?)line["@m"], (int)line["OrderId"]!));
        Assert.Equal(8, ((string)line["@i"]!).Length);
        Snippets.AssertShown("docs/faq.md", "test/Serilog.Sinks.MtaioFile.Operations.Tests/Pages/FaqExamplesTests.cs", "faq");
    }

    [RequiresFact("lnav")]
    public void LnavShowsTheTextThatTheRenderedFormatterWrites()
    {
        WriteRendered();
        var format = Path.Combine(Repository.Root, "docs", "lnav", "mtaiofile.json");
        Run("-i", format);
        Assert.Contains("Order 4711 failed", Run("-n", "logs/rendered.clef"), StringComparison.Ordinal);
    }

    static void WriteRendered()
    {
        // faq:rendered
        using var log = new LoggerConfiguration()
            .WriteTo.MtaioFile(new RenderedCompactJsonFormatter(), "logs/rendered.clef")
            .CreateLogger();
        log.Information("Order {OrderId} failed", 4711);
        // end
    }

    string Run(params string[] arguments) =>
        Shell.Run(
            "env", [$"HOME={Folder.Path}", $"XDG_CONFIG_HOME={Folder["config"]}", "TERM=dumb", "LC_ALL=C.UTF-8", "lnav", .. arguments]);
}
