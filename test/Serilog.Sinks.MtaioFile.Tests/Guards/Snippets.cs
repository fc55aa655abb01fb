using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The C# examples of a document, and the same examples between markers in the test that runs them.</summary>
static partial class Snippets
{
    /// <summary>Fails unless the document shows exactly what the test file has between <c>// marker:name</c> and <c>// end</c>.</summary>
    public static void AssertShown(string document, string testFile, string marker)
    {
        string[] shown = [.. CSharpBlock().Matches(Read(document)).Select(m => m.Groups[1].Value)];
        var between = new Regex($@"// {marker}:[a-z-]+\n(.*?\n) *// end\n", RegexOptions.Singleline);
        string[] run = [.. between.Matches(Read(testFile)).Select(m => Unindented(m.Groups[1].Value))];
        Assert.NotEmpty(run);
        Assert.Equal(run.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    static string Unindented(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > 0 ? l[indent..] : l));
    }

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string file) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
