using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>A row of a table of docs/migration.md.</summary>
/// <param name="Section">The heading above the table.</param>
/// <param name="Header">The first cell of the table's header.</param>
/// <param name="Cells">The cells of the row.</param>
sealed record MigrationRow(string Section, string Header, string[] Cells);

/// <summary>The tables and examples of docs/migration.md, for the tests that run them.</summary>
static partial class MigrationPage
{
    public static string Text { get; } = Snippets.Read("docs/migration.md");

    public static IReadOnlyList<MigrationRow> Rows { get; } = [.. ReadRows()];

    /// <summary>The code of an example in a language, by the heading above it.</summary>
    public static string[] Examples(string section, string language) => CodeBlock.In(SectionOf(section), language);

    /// <summary>The rows of the tables of a section that begin with a header.</summary>
    public static IEnumerable<string[]> RowsOf(string section, string header)
    {
        var rows = Rows.Where(r => r.Section == section && r.Header == header).Select(r => r.Cells).ToArray();
        Assert.NotEmpty(rows);
        return rows;
    }

    /// <summary>What stands between backticks in a cell.</summary>
    public static string[] CodeIn(string cell) => [.. Code().Matches(cell).Select(m => m.Groups[1].Value)];

    static string SectionOf(string section)
    {
        var start = Regex.Match(Text, $@"^##+ {Regex.Escape(section)}$", RegexOptions.Multiline);
        Assert.True(start.Success, $"there is no section {section}");
        var end = Heading().Match(Text, start.Index + start.Length);
        return end.Success ? Text[start.Index..end.Index] : Text[start.Index..];
    }

    static IEnumerable<MigrationRow> ReadRows()
    {
        var (section, header) = ("", "");
        foreach (var line in Blocks().Replace(Text, "").Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading) section = heading.Groups[1].Value;
            if (!line.StartsWith('|'))
            {
                header = "";
                continue;
            }
            string[] cells = [.. Bar().Split(line.Trim()[1..^1]).Select(c => c.Trim().Replace(@"\|", "|", StringComparison.Ordinal))];
            if (header.Length == 0) header = cells[0];
            else if (!cells[0].StartsWith("---", StringComparison.Ordinal)) yield return new MigrationRow(section, header, cells);
        }
    }

    [GeneratedRegex("^##+ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
