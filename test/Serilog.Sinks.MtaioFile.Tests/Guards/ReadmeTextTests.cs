using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>
/// The README shows what the tests run: the examples of ReadmeTests, the commands of the checks, the archives that are kept.
/// </summary>
public sealed class ReadmeTextTests
{
    static readonly string Readme = Snippets.Read("README.md");

    [Theory]
    [InlineData("README.md", "readme")]
    [InlineData("docs/delivery.md", "delivery")]
    [InlineData("docs/shipping.md", "shipping")]
    [InlineData("docs/windows.md", "windows")]
    public void EveryCSharpExampleIsRunByATest(string document, string marker) =>
        Snippets.AssertShown(document, "test/Serilog.Sinks.MtaioFile.Tests/Guards/ReadmeTests.cs", marker);

    [Fact]
    public void TheFolderHasAsManyArchivesAsTheExampleKeeps()
    {
        var kept = Regex.Match(Readme, @"MtaioRotatingFile\(""logs/app\.log"", maxBytes: [0-9_]+, backupCount: ([0-9]+)\)").Groups[1].Value;
        var archives = Regex.Matches(Readme, @"(?m)^├── app\.log\.([0-9]+)").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(Enumerable.Range(1, archives.Length).Select(n => $"{n}"), archives);
        Assert.Equal(kept, archives[^1]);
        Assert.Contains($"because backupCount is {kept}\n", Readme, StringComparison.Ordinal);
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
