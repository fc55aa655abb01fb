using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>A Markdown page: its links, and the anchors that its headings have on a code host.</summary>
sealed partial class MarkdownPage
{
    readonly string _prose;

    public MarkdownPage(string text)
    {
        var withoutBlocks = CodeBlock().Replace(text.ReplaceLineEndings("\n"), "");
        _prose = InlineCode().Replace(withoutBlocks, "");
        Anchors = AnchorsOf(withoutBlocks);
    }

    /// <summary>The anchor of each heading.</summary>
    public IReadOnlySet<string> Anchors { get; }

    /// <summary>The targets of all links and images that do not lead to another host.</summary>
    public IEnumerable<string> RelativeLinks =>
        Link().Matches(_prose).Select(m => m.Groups["target"].Value).Where(t => !Absolute().IsMatch(t));

    /// <summary>Every page that a reader opens: at the top of the repository, in docs, and the results of the benchmarks.</summary>
    public static IEnumerable<string> All() =>
        PagesIn(".", SearchOption.TopDirectoryOnly)
            .Concat(PagesIn("docs", SearchOption.AllDirectories))
            .Concat(PagesIn("test/Serilog.Sinks.MtaioFile.PerformanceTests/results", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);

    static IEnumerable<string> PagesIn(string folder, SearchOption depth) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md", depth)
            .Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'));

    static HashSet<string> AnchorsOf(string text)
    {
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var heading in Heading().Matches(text).Select(m => m.Groups["text"].Value))
        {
            var anchor = NotInAnchors().Replace(LinkText().Replace(heading, "$1").ToLowerInvariant(), "").Replace(' ', '-');
            var free = anchor;
            for (var number = 1; !anchors.Add(free); number++) free = $"{anchor}-{number}";
        }
        return anchors;
    }

    [GeneratedRegex(@"^[ \t]*```.*?^[ \t]*```[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"`[^`\n]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\((?<target>[^)\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Absolute();

    [GeneratedRegex(@"^#{1,6} +(?<text>.*?)[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{N}_ -]")]
    private static partial Regex NotInAnchors();
}
