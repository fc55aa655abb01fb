using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Migration;

/// <summary>The examples and tables of docs/migration.md.</summary>
static class MigrationPage
{
    static readonly string Text = File.ReadAllText(Path.Combine(Sources.Root, "docs", "migration.md"));

    /// <summary>The code of an example in a language, by the heading above it.</summary>
    public static string[] Examples(string section, string language) => CodeBlock.In(Section(section), language);

    /// <summary>The first cells of the rows of the tables of a section that begin with a header, without their signs.</summary>
    public static string[] FirstCells(string section, string header)
    {
        var table = Regex.Match(Section(section), $@"^\| {header} \|.*?\n\n", RegexOptions.Multiline | RegexOptions.Singleline).Value;
        return [.. Regex.Matches(table, @"^\| `([^`]*)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];
    }

    static string Section(string section)
    {
        var start = Text.IndexOf($"## {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"there is no section {section}");
        var end = Text.IndexOf("\n## ", start, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }
}
