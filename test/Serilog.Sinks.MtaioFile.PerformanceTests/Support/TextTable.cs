namespace Serilog.Sinks.MtaioFile.PerformanceTests.Support;

/// <summary>Columns of text, the first aligned to the left and the others to the right; also valid Markdown.</summary>
sealed class TextTable(params string[] header)
{
    readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = Enumerable.Range(0, header.Length).Select(column => Math.Max(3, _rows.Max(row => row[column].Length))).ToArray();
        var rule = widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":");
        var rows = _rows.Select(
            row => row.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))
            .ToList();
        rows.Insert(1, rule);
        return string.Concat(rows.Select(row => $"| {string.Join(" | ", row)} |\n"));
    }
}
