using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Every relative link of every page leads to an existing file and, where the link names a heading, to that heading.</summary>
public sealed class LinksTests
{
    public static TheoryData<string> Pages() => [.. MarkdownPage.All()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryRelativeLinkLeadsToAnExistingFileAndHeading(string page) =>
        Assert.Empty(BrokenLinks(page, Snippets.Read(page)));

    [Fact]
    public void ThePagesOfTheRepositoryAreFound()
    {
        string[] some = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/rotation.md", "docs/shipping.md"];
        Assert.Empty(some.Except(MarkdownPage.All()));
        Assert.NotEmpty(new MarkdownPage(Snippets.Read("README.md")).RelativeLinks);
    }

    [Fact]
    public void ABrokenLinkIsFound()
    {
        const string Text = """
            # Head of `it`
            ## Twice
            ## Twice
            [a](rotation.md) [b](rotation.md#compression) [c](#head-of-it) [d](#twice-1) [e](https://a.example/#x)
            [f](missing.md) [g](rotation.md#missing) [h](#missing "title") `[i](code.md)`
            ```
            # block
            [j](block.md)
            ```
            [k](#block)
            """;
        Assert.Equal(["missing.md", "rotation.md#missing", "#missing", "#block"], BrokenLinks("docs/page.md", Text));
    }

    static IEnumerable<string> BrokenLinks(string page, string text)
    {
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!);
        return new MarkdownPage(text).RelativeLinks.Where(link => !Leads(link, text, folder));
    }

    static bool Leads(string link, string text, string folder)
    {
        var (file, anchor) = link.Split('#') is [var before, var after] ? (before, after) : (link, "");
        var path = Path.Combine(folder, file);
        if (file.Length > 0 && !Path.Exists(path)) return false;
        return anchor.Length == 0 || new MarkdownPage(file.Length > 0 ? System.IO.File.ReadAllText(path) : text).Anchors.Contains(anchor);
    }
}
