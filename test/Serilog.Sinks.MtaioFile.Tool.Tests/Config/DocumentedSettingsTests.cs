using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Config;

/// <summary>The check finds no mistakes in the settings that the documentation shows.</summary>
public sealed class DocumentedSettingsTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Examples()
    {
        var data = new TheoryData<string, int>();
        foreach (var page in new[] { "configuration.md", "rotation.md", "migration.md", "hosting.md", "transactions.md" })
        {
            for (var i = 0; i < ExamplesOf(page).Length; i++) data.Add(page, i);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task AnExampleHasNoMistakes(string page, int index)
    {
        var text = ExamplesOf(page)[index].Replace("%LOGDIR%", "logs", StringComparison.Ordinal);
        var run = await ToolRun.Of("config", "check", _folder.Write("appsettings.json", text));
        Assert.True(run.Code == 0, run.Output + run.Error);
    }

    static string[] ExamplesOf(string page) =>
    [
        .. CodeBlock.In(File.ReadAllText(Path.Combine(Sources.Root, "docs", page)), "json")
            .Where(c => c.Contains("\"Serilog\"", StringComparison.Ordinal)),
    ];
}
