using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The README shows the examples that ReadmeTests run and the commands that the checks run.</summary>
public sealed class ReadmeTextTests
{
    static readonly string Readme = Snippets.Read("README.md");

    [Theory]
    [InlineData("README.md", "readme")]
    [InlineData("docs/delivery.md", "delivery")]
    public void EveryCSharpExampleIsRunByATest(string document, string marker) =>
        Snippets.AssertShown(document, "test/Serilog.Sinks.MtaioFile.Tests/Guards/ReadmeTests.cs", marker);

    [Fact]
    public void EveryLinkPointsToAFile()
    {
        var documents = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(f => "docs/" + Path.GetFileName(f))
            .Concat(["README.md", "CHANGELOG.md", "CONTRIBUTING.md"]);
        foreach (var document in documents)
        {
            var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!);
            foreach (Match link in Regex.Matches(Snippets.Read(document), @"\]\((?!https?:|#)([^)#]+)[^)]*\)"))
                Assert.True(Path.Exists(Path.Combine(folder, link.Groups[1].Value)), $"{document} links to {link.Groups[1].Value}");
        }
    }

    [Theory]
    [InlineData("dotnet test")]
    [InlineData("dotnet run -c Release --project sample/Sample")]
    public void TheChecksRunTheCommandsAtTheTopOfTheReadme(string command)
    {
        Assert.Contains($"\n{command}\n", Readme[..Readme.IndexOf("\n## ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Matches($@"(?m)^(step|)\s*{Regex.Escape(command)}( 2>&1 .*)?$", Snippets.Read(".ci/run"));
    }
}
