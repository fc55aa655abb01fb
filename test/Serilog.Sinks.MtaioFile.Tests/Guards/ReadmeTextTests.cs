using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The README says what is so: its examples are those that ReadmeTests run, its commands those that the checks run.</summary>
public sealed class ReadmeTextTests
{
    static readonly string Readme = Snippets.Read("README.md");

    [Theory]
    [InlineData("README.md", "readme")]
    [InlineData("docs/delivery.md", "delivery")]
    public void EveryCSharpExampleIsOneThatTheTestsRun(string document, string marker) =>
        Snippets.AssertShown(document, "test/Serilog.Sinks.MtaioFile.Tests/Guards/ReadmeTests.cs", marker);

    [Theory]
    [InlineData("dotnet test")]
    [InlineData("dotnet run -c Release --project sample/Sample")]
    public void TheCommandsAtTheTopAreThoseThatTheChecksRun(string command)
    {
        Assert.Contains($"\n{command}\n", Readme[..Readme.IndexOf("\n## ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Matches($@"(?m)^(step|)\s*{Regex.Escape(command)}( 2>&1 .*)?$", Snippets.Read(".ci/run"));
    }
}
