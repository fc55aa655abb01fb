using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The README says what is so: its examples are those that ReadmeTests run, its commands those that the checks run.</summary>
public sealed partial class ReadmeTextTests
{
    static readonly string Readme = Read("README.md");

    [Fact]
    public void EveryCSharpExampleIsOneThatTheTestsRun()
    {
        string[] shown = [.. CSharpBlock().Matches(Readme).Select(m => m.Groups[1].Value)];
        string[] run = [.. Snippet().Matches(Read("test/Serilog.Sinks.MtaioFile.Tests/Guards/ReadmeTests.cs")).Select(m => Unindented(m.Groups[1].Value))];
        Assert.NotEmpty(run);
        Assert.Equal(run.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dotnet test")]
    [InlineData("dotnet run -c Release --project sample/Sample")]
    public void TheCommandsAtTheTopAreThoseThatTheChecksRun(string command)
    {
        Assert.Contains($"\n{command}\n", Readme[..Readme.IndexOf("\n## ", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Matches($@"(?m)^(step|)\s*{Regex.Escape(command)}( 2>&1 .*)?$", Read(".ci/run"));
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

    static string Unindented(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > 0 ? l[indent..] : l));
    }

    static string Read(string file) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();

    [GeneratedRegex(@"// readme:[a-z-]+\n(.*?\n) *// end\n", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
