using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>What docs/monitoring.md shows of the sample: its code, its counters, and the way between a trace and its records.</summary>
public sealed class ServiceTests : IDisposable
{
    const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ThePageShowsTheProgram() =>
        Assert.Contains(
            MonitoringDocument.Block("csharp", "AddMeter"), Snippets.Read("sample/MonitoredService/Program.cs"), StringComparison.Ordinal);

    [RequiresFact("dotnet")]
    public async Task TheServiceRunsInTheFolderWhoseLogThePageNames()
    {
        var project = MonitoringDocument.Command("dotnet run").Split(' ')[^1];
        Assert.Contains($"its log is `{project}/logs/orders.clef`", MonitoringDocument.Page, StringComparison.Ordinal);
        Assert.Contains($"from the folder `{project}`", MonitoringDocument.Page, StringComparison.Ordinal);
        var folder = Path.Combine(Repository.Root, project);
        Assert.Equal(folder, (await Dotnet.Run(folder, "dotnet", "msbuild", "-getProperty:RunWorkingDirectory")).Trim());
        Assert.Contains("\"path\": \"logs/orders.clef\"", Snippets.Read($"{project}/appsettings.json"), StringComparison.Ordinal);
    }

    [RequiresFact("dotnet", "jq", "sh")]
    public async Task ATraceLeadsToItsRecordsAndARecordToItsTrace()
    {
        using var service = new MonitoredServiceProcess(_folder.Path);
        service.Get("/orders/4711", $"00-{TraceId}-b7ad6b7169203331-01");
        service.Get("/orders/4712");
        service.Get("/orders/4713", $"00-{TraceId[..31]}0-b7ad6b7169203331-00");
        Eventually.True(() => _folder.Text("logs/orders.clef").Contains("4713", StringComparison.Ordinal), "all records");

        var command = MonitoringDocument.Command("mtaiolog cat");
        Assert.Contains(TraceId, command, StringComparison.Ordinal);
        string[] words = [.. Regex.Matches(command, "\"([^\"]*)\"|(\\S+)").Select(m => m.Groups[1].Value + m.Groups[2].Value)];
        words[2] = _folder[words[2]];
        var output = new StringWriter();
        var code = await MtaioLogTool.RunAsync(words[1..], output, TextWriter.Null);
        Assert.Equal(0, code);
        Assert.EndsWith("Order 4711 was read", Assert.Single(output.ToString().TrimEnd().Split('\n')).TrimEnd(), StringComparison.Ordinal);

        var traces = Shell.Run("env", "-C", _folder.Path, "sh", "-ec", MonitoringDocument.Command("jq"));
        Assert.Contains($"\t{TraceId}\tOrder {{OrderId}} was read\n", traces, StringComparison.Ordinal);
        Assert.Contains($"\t{TraceId[..31]}0\tOrder {{OrderId}} was read\n", traces, StringComparison.Ordinal);
    }

    [RequiresFact("dotnet")]
    public async Task TheCountersOfTheServiceAreShown()
    {
        Directory.CreateDirectory(_folder[".config"]);
        System.IO.File.Copy(Path.Combine(Repository.Root, ".config", "dotnet-tools.json"), _folder[".config/dotnet-tools.json"]);
        using var service = new MonitoredServiceProcess(_folder["service"]);
        service.Post("/orders?count=10");
        var command = MonitoringDocument.Command("dotnet-counters").With("4711", $"{service.Id}").With("00:00:05", "00:00:03");
        await Dotnet.Run(_folder.Path, "dotnet", "tool", "restore");
        await Dotnet.Run(_folder.Path, "dotnet", [.. command.Split(' ')]);
        var lines = _folder.Text("counters.csv").ReplaceLineEndings("\n").Split('\n');
        var shown = MonitoringDocument.Block("text", "Timestamp").Split('\n');
        Assert.Equal(shown[0], lines[0]);
        Assert.All(shown[1..], s => Assert.Contains(lines, l => Shape(l) == Shape(s)));

        static string Shape(string line) => Regex.Replace(Regex.Replace(line, "^[^,]*,", ""), @"file\.path=[^\]]*", "");
    }
}
