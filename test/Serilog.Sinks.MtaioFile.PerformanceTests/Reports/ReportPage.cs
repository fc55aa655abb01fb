using System.Globalization;
using System.Text;
using Serilog.Sinks.MtaioFile.PerformanceTests.Results;
using Serilog.Sinks.MtaioFile.PerformanceTests.Support;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Reports;

/// <summary>The Markdown page of all results, and the charts beside it.</summary>
sealed class ReportPage(string folder)
{
    readonly StringBuilder _text = new();

    public void Heading(string text) => _text.Append(CultureInfo.InvariantCulture, $"## {text}\n\n");

    public void Paragraph(string text) => _text.Append(text).Append("\n\n");

    public void Table(TextTable table) => _text.Append(table).Append('\n');

    public void Chart(string name, string description, string svg)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, name), svg);
        _text.Append(CultureInfo.InvariantCulture, $"![{description}]({name})\n\n");
    }

    /// <summary>Where, when and how the numbers above were measured.</summary>
    public void Source(ResultSet results)
    {
        var settings = string.Join(", ", results.Settings.Select(s => $"{s.Key} {s.Value}"));
        _text.Append(
            CultureInfo.InvariantCulture,
            $"{results.Date:yyyy-MM-dd HH:mm} UTC, {results.Machine}; {settings}:\n\n```sh\n{results.CommandLine}\n```\n\n");
    }

    public void Save() => System.IO.File.WriteAllText(Path.Combine(folder, "README.md"), _text.ToString().TrimEnd() + "\n");
}
