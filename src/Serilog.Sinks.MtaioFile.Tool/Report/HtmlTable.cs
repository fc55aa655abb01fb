namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>How the cells of a column look.</summary>
enum Column
{
    /// <summary>Words that do not break.</summary>
    Words,

    /// <summary>A number, to the right.</summary>
    Number,

    /// <summary>Text of the log, which may break anywhere.</summary>
    LogText,

    /// <summary>A time.</summary>
    Time,
}

/// <summary>Writes tables: with a caption, headings for columns, and the first cell of each row as its heading.</summary>
sealed class HtmlTable(HtmlWriter page, string caption)
{
    readonly List<(string Heading, Column Kind)> _columns = [];

    public HtmlTable With(string heading, Column kind)
    {
        _columns.Add((heading, kind));
        return this;
    }

    /// <summary>Writes the rows. A wide table scrolls by itself, also by the keys.</summary>
    public void Write(IEnumerable<(string? Id, Html[] Cells)> rows)
    {
        page.Line($"<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\"><table><caption>{caption}</caption><thead><tr>");
        foreach (var (heading, kind) in _columns) page.Line($"<th scope=\"col\"{ClassOf(kind)}>{heading}</th>");
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
            if (i == 0) page.Line($"<th scope=\"row\"{ClassOf(_columns[i].Kind)}>{cells[i]}</th>");
            else page.Line($"<td{ClassOf(_columns[i].Kind)}>{cells[i]}</td>");
        }
        page.Line($"</tr>");
    }

    static Html ClassOf(Column kind) => new(kind switch
    {
        Column.Number => " class=\"n\"",
        Column.LogText => " class=\"m\"",
        Column.Time => " class=\"t\"",
        _ => " class=\"w\"",
    });
}
