using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Pages;

/// <summary>The documentation as one: its contents, its order, and the site that is built of it.</summary>
public sealed partial class SiteTests : IDisposable
{
    /// <summary>The projects whose API the site shows, the library itself aside, which they bring along.</summary>
    static readonly string[] Documented = ["Serilog.Sinks.MtaioFile.HealthChecks", "Serilog.Sinks.MtaioFile.Reader"];

    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheContentsListEveryPageOnce() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Contents().Select(c => c.Page).Append("README.md").Order(StringComparer.Ordinal));

    [Fact]
    public void TheSiteHasTheGroupsAndPagesOfTheContentsInTheirOrder()
    {
        var entries = TocEntry().Matches(Snippets.Read("docs/toc.yml")).Select(m => $"{m.Groups["name"].Value}|{m.Groups["href"].Value}");
        var groups = Contents().GroupBy(c => c.Group, c => $"{c.Name}|{c.Page}");
        Assert.Equal(["Contents|README.md", .. groups.SelectMany(g => g.Prepend($"{g.Key}|"))], entries);
    }

    [Fact]
    public void SearchEnginesGetTheDescriptionsOfTheContents()
    {
        using var settings = JsonDocument.Parse(Snippets.Read("docfx.json"));
        var descriptions = settings.RootElement.GetProperty("build").GetProperty("fileMetadata").GetProperty("description");
        var first = FirstSentence().Match(Snippets.Read("README.md")).Value;
        Assert.Equal(
            Contents().Select(c => $"docs/{c.Page}: {c.Description}").Prepend($"README.md: {first}"),
            descriptions.EnumerateObject().Select(d => $"{d.Name}: {d.Value.GetString()}"));
    }

    [Fact]
    public void EveryPageBeginsWithTheQuestionThatItAnswers()
    {
        foreach (var page in Contents().Select(c => c.Page))
        {
            Assert.StartsWith("This page answers the question: ", Snippets.Read($"docs/{page}").Split('\n')[2], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheSiteIsBuiltWithoutAWarningAndHasNoDeadLink()
    {
        CopyPages();
        CopyAssemblies();
        var blocks = CodeBlock.In(Snippets.Read("CONTRIBUTING.md"), "sh");
        var commands = Assert.Single(blocks, b => b.Contains("docfx.json", StringComparison.Ordinal)).TrimEnd('\n').Split('\n');
        Assert.Equal(Documented.Select(p => $"dotnet build -c Release src/{p}"), commands[..Documented.Length]);
        foreach (var command in commands[Documented.Length..].Select(c => c.Split("  ")[0]))
        {
            await Dotnet.Run(_folder.Path, "dotnet", command.Split(' ')[1..]);
        }
        var site = _folder["artifacts/site"];
        Assert.All(Contents(), c => AssertBuilt($"docs/{Path.ChangeExtension(c.Page, ".html")}"));
        AssertBuilt("api/Serilog.Sinks.MtaioFile.MtaioFileOptions.html");
        AssertBuilt("api/Serilog.Sinks.MtaioFile.HealthChecks.MtaioFileHealthOptions.html");
        Assert.Contains("README.html", _folder.Text("artifacts/site/index.html"), StringComparison.Ordinal);
        Assert.Contains("<meta name=\"description\" content=\"", _folder.Text("artifacts/site/docs/faq.html"), StringComparison.Ordinal);
        Assert.Equal(Snippets.Read("docs/site/public/main.js"), _folder.Text("artifacts/site/public/main.js"));
        string[] pages = Directory.GetFiles(site, "*.html", SearchOption.AllDirectories);
        Assert.Empty(pages.SelectMany(p => DeadLinks(p, site)));

        void AssertBuilt(string page) => Assert.True(System.IO.File.Exists(Path.Combine(site, page)), page);
    }

    static IEnumerable<(string Group, string Name, string Page, string Description)> Contents()
    {
        var group = "";
        foreach (var line in Snippets.Read("docs/README.md").Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) group = line[3..];
            if (ContentsEntry().Match(line) is not { Success: true } entry) continue;
            var description = entry.Groups["description"].Value.Replace("`", "", StringComparison.Ordinal);
            yield return (group, entry.Groups["name"].Value, entry.Groups["page"].Value, description);
        }
    }

    /// <summary>What the site is built of; without what others build here at the same time.</summary>
    void CopyPages()
    {
        string[] folders = [".config", "assets", "docs", "test/Serilog.Sinks.MtaioFile.PerformanceTests/results"];
        var files = folders.SelectMany(f => Directory.GetFiles(Path.Combine(Repository.Root, f), "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Repository.Root, "*.md"))
            .Append(Path.Combine(Repository.Root, "docfx.json"))
            .Append(Path.Combine(Repository.Root, "LICENSE"));
        foreach (var file in files) Copy(file, Path.GetRelativePath(Repository.Root, file));
    }

    void CopyAssemblies()
    {
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        foreach (var project in Documented.Prepend("Serilog.Sinks.MtaioFile"))
        {
            var built = Path.Combine(Repository.Root, "src", project, "bin", framework.Parent!.Name, framework.Name);
            foreach (var file in Directory.GetFiles(built)) Copy(file, $"src/{project}/bin/Release/net10.0/{Path.GetFileName(file)}");
        }
    }

    void Copy(string file, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[to])!);
        System.IO.File.Copy(file, _folder[to]);
    }

    static IEnumerable<string> DeadLinks(string page, string site)
    {
        foreach (var link in Link().Matches(System.IO.File.ReadAllText(page)).Select(m => WebUtility.HtmlDecode(m.Groups["target"].Value)))
        {
            var (path, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, "");
            var target = path.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(path.Split('?')[0]));
            if (!Path.Exists(target) || !HasAnchor(target, anchor)) yield return $"{Path.GetRelativePath(site, page)}: {link}";
        }
    }

    static bool HasAnchor(string page, string anchor) =>
        anchor.Length == 0
        || System.IO.File.ReadAllText(page).Contains($"id=\"{Uri.UnescapeDataString(anchor)}\"", StringComparison.Ordinal);

    [GeneratedRegex(@"^ *- name: (?<name>.*)\n *(href: (?<href>.*)|items:)$", RegexOptions.Multiline)]
    private static partial Regex TocEntry();

    [GeneratedRegex(@"^File sinks [^.]*\.", RegexOptions.Multiline)]
    private static partial Regex FirstSentence();

    [GeneratedRegex(@"^- \[(?<name>[^\]]*)\]\((?<page>[a-z-]+\.md)\): (?<description>.*)$")]
    private static partial Regex ContentsEntry();

    [GeneratedRegex("(href|src)=\"(?<target>(?![a-z]+:|//)[^\"]+)\"")]
    private static partial Regex Link();
}
