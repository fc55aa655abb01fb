using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The C# examples of a page, and the same examples between markers in the tests that run them.</summary>
static class Snippets
{
    /// <summary>Fails unless the page shows exactly the examples that the test files have between markers.</summary>
    /// <param name="document">The page.</param>
    /// <param name="testFile">The test file, or a pattern of files in its folder.</param>
    /// <param name="marker">
    /// An example begins after the line <c>// marker:name</c> and ends before the line <c>// end</c>. Parts of one name are one example.
    /// </param>
    public static void AssertShown(string document, string testFile, string marker)
    {
        var shown = CodeBlock.In(Read(document), "csharp");
        var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(testFile)!);
        string[] run = [.. Directory.GetFiles(folder, Path.GetFileName(testFile)).SelectMany(f => ExamplesIn(f, marker))];
        Assert.NotEmpty(run);
        Assert.Equal(run.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    static IEnumerable<string> ExamplesIn(string testFile, string marker)
    {
        var between = new Regex($@"// {marker}:(?<name>[a-z-]+)\n(?<code>.*?\n) *// end\n", RegexOptions.Singleline);
        return between.Matches(Read(testFile))
            .GroupBy(m => m.Groups["name"].Value, m => Unindented(m.Groups["code"].Value), StringComparer.Ordinal)
            .Select(parts => string.Concat(parts));
    }

    static string Unindented(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart().Length);
        return string.Join('\n', lines.Select(l => l.Length > 0 ? l[indent..] : l));
    }

    /// <summary>The text of a file of the repository.</summary>
    public static string Read(string file) => System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
}
