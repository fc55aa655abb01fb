namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Writes tables: with a caption, headings for columns, and the first cell of each row as its heading.</summary>
sealed class HtmlTable(HtmlWriter page, string caption)
{
    readonly List<(string Heading, string Style)> _columns = [];

    /// <summary>A column of words that do not break.</summary>
    public HtmlTable Words(string heading) => With(heading, "w");

    /// <summary>A column of numbers, to the right.</summary>
    public HtmlTable Number(string heading) => With(heading, "n");

    /// <summary>A column of text of the log, which may break anywhere.</summary>
    public HtmlTable LogText(string heading) => With(heading, "m");

    /// <summary>A column of times.</summary>
    public HtmlTable Time(string heading) => With(heading, "t");

    /// <summary>Writes the rows. A wide table scrolls by itself, also by the keys.</summary>
    public void Write(IEnumerable<(string? Id, Html[] Cells)> rows)
    {
        page.Line($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\"><table><caption>{caption}</caption>");
        page.Line($"<thead><tr>");
        foreach (var (heading, style) in _columns) page.Line($"<th scope=\"col\" class=\"{style}\">{heading}</th>");
        page.Line($"</tr></thead><tbody>");
        foreach (var (id, cells) in rows) WriteRow(id, cells);
        page.Line($"</tbody></table></div>");
    }

    public void Write(IEnumerable<Html[]> rows) => Write(rows.Select(r => ((string?)null, r)));

    void WriteRow(string? id, Html[] cells)
    {
        page.Line($"<tr{(id is null ? default : Html.Of($" id=\"{id}\""))}>");
        for (var i = 0; i < cells.Length; i++)
        {
            if (i == 0) page.Line($"<th scope=\"row\" class=\"{_columns[i].Style}\">{cells[i]}</th>");
            else page.Line($"<td class=\"{_columns[i].Style}\">{cells[i]}</td>");
        }
        page.Line($"</tr>");
    }

    HtmlTable With(string heading, string style)
    {
        _columns.Add((heading, style));
        return this;
    }
}
