using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Every JSON sample of the documentation can be loaded, and the files that it names are written.</summary>
[Collection(ProcessWideState.Name)]
public sealed partial class DocumentationSamplesTests
{
    [Fact]
    public void EveryJsonSampleLoadsAndLogs()
    {
        foreach (var (name, json) in Samples()) AssertLoadsAndLogs(name, json);
    }

    [Fact]
    public void ASampleWithAMistakeIsFound()
    {
        const string Right = """{ "Serilog": { "WriteTo": [ { "Name": "MtaioFile", "Args": { "path": "logs/app.log" } } ] } }""";
        AssertLoadsAndLogs("right", Right);
        Assert.ThrowsAny<Exception>(() => AssertLoadsAndLogs("name", Right.Replace("MtaioFile", "MtaioFiel", StringComparison.Ordinal)));
        Assert.ThrowsAny<Exception>(() => AssertLoadsAndLogs("argument", Right.Replace("path", "pth", StringComparison.Ordinal)));
        Assert.ThrowsAny<Exception>(() => AssertLoadsAndLogs("syntax", Right + "}"));
    }

    [Fact]
    public void SamplesAreFoundInMarkdown()
    {
        const string Markdown =
            "text\n```json\n{ \"Serilog\": 1 }\n```\n- item\n\n  ```json\n  { \"Serilog\": 2 }\n  ```\n```json\n{ \"Other\": 3 }\n```\n";
        Assert.Equal([1, 2], SamplesIn(Markdown).Select(s => JsonNode.Parse(s)!["Serilog"]!.GetValue<int>()));
    }

    static void AssertLoadsAndLogs(string name, string json)
    {
        using var folder = new TempFolder();
        var settings = JsonNode.Parse(
            json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        var files = new List<string>();
        Redirect(settings, folder, files);
        using var selfLog = new SelfLogOutput(folder);
        JsonSettings.Log(settings.ToJsonString(), log => log.Fatal(new InvalidOperationException("shown"), "from a sample"));
        Assert.Empty(selfLog.Lines.Select(l => $"{name}: {l}"));
        foreach (var file in files)
        {
            // A path may say only a part of the file's name.
            var written = new DirectoryInfo(Path.GetDirectoryName(file)!);
            Assert.True(written.Exists && written.EnumerateFiles().Any(f => f.Length > 0), $"{name}: nothing was written for {file}");
        }
    }

    /// <summary>Moves the paths of a sample into the test's folder.</summary>
    static void Redirect(JsonNode node, TempFolder folder, List<string> files)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array.OfType<JsonNode>()) Redirect(item, folder, files);
        }
        if (node is not JsonObject members) return;
        foreach (var (key, value) in members.ToArray())
        {
            if (key.Equals("path", StringComparison.OrdinalIgnoreCase) && value is JsonValue path)
            {
                var file = folder[Path.Combine($"{files.Count}", Path.GetFileName(path.GetValue<string>()))];
                files.Add(file);
                members[key] = file;
            }
            else if (value is not null)
            {
                Redirect(value, folder, files);
            }
        }
    }

    static IEnumerable<(string Name, string Json)> Samples() =>
        from file in MarkdownFiles()
        from sample in SamplesIn(System.IO.File.ReadAllText(file)).Select((json, i) => (Json: json, Number: i + 1))
        select ($"{Path.GetRelativePath(Repository.Root, file)}, sample {sample.Number}", sample.Json);

    static IEnumerable<string> MarkdownFiles()
    {
        var docs = Path.Combine(Repository.Root, "docs");
        var top = Directory.EnumerateFiles(Repository.Root, "*.md");
        return Directory.Exists(docs) ? top.Concat(Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories)) : top;
    }

    static IEnumerable<string> SamplesIn(string markdown) =>
        CodeBlock.In(markdown).Where(b => b.Language is "json" or "jsonc").Select(b => b.Code)
            .Where(j => j.Contains("\"Serilog\"", StringComparison.Ordinal));
}
