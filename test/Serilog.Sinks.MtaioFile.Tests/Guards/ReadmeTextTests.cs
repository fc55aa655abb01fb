using System.Globalization;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The README says what is so: its examples are those that ReadmeTests run, its commands those that the checks run.</summary>
public sealed class ReadmeTextTests
{
    static readonly string Readme = Snippets.Read("README.md");

    [Fact]
    public void EveryCSharpExampleIsOneThatTheTestsRun() =>
        Snippets.AssertShown("README.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/ReadmeTests.cs", "readme");

    [Theory]
    [InlineData("dotnet test")]
    [InlineData("dotnet run -c Release --project sample/Sample")]
    public void TheCommandsAtTheTopAreThoseThatTheChecksRun(string command)
    {
        Assert.Contains($"\n{command}\n", Readme[..Readme.IndexOf("\n## ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Matches($@"(?m)^(step|)\s*{Regex.Escape(command)}( 2>&1 .*)?$", Snippets.Read(".ci/run"));
    }

    [Fact]
    public void EveryOptionStandsInTheTableWithItsDefault()
    {
        foreach (var option in typeof(MtaioFileOptions).GetProperties()) AssertShown(option.Name, option.GetValue(new MtaioFileOptions()));
        foreach (var option in typeof(RotationOptions).GetProperties()) AssertShown(option.Name, option.GetValue(new RotationOptions()));
        foreach (var option in typeof(MtaioBatchingOptions).GetProperties()) AssertShown(option.Name, option.GetValue(new MtaioBatchingOptions()));
    }

    [Fact]
    public void EveryParameterStandsInTheTable()
    {
        var methods = typeof(MtaioFileLoggerConfigurationExtensions).GetMethods().Where(m => m.IsStatic);
        foreach (var name in methods.SelectMany(m => m.GetParameters().Skip(1)).Select(p => p.Name!).Distinct()) DefaultOf(name);
    }

    /// <summary>Objects are described in words; what can be written down must be right.</summary>
    static void AssertShown(string option, object? value)
    {
        var shown = DefaultOf(option).Trim('`');
        if (value is TimeSpan time) Assert.Equal(time, TimeSpan.Parse(shown, CultureInfo.InvariantCulture));
        else if (value is null or bool or int or Enum) Assert.Equal($"{value ?? "null"}", shown, ignoreCase: value is bool);
    }

    /// <summary>The second column of the row that the name begins.</summary>
    static string DefaultOf(string name)
    {
        var match = Regex.Match(Readme, $@"(?m)^\| `(?:Batching\.)?{name}` \| ([^|]*) \|");
        Assert.True(match.Success, $"the README has no row for {name}");
        return match.Groups[1].Value;
    }
}
