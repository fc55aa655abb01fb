namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The verdict on the log, and what it rests on.</summary>
sealed class VerdictSection(HtmlWriter page, LogVerdict verdict)
{
    const int Shown = 100;

    /// <summary>The others must not push the chart far down.</summary>
    const int InTheOpen = 12;

    public void WriteVerdict()
    {
        page.Line($"<div class=\"verdict {ClassOf(verdict.Gravity)}\"><p class=\"word\">{verdict.Words}</p>");
        foreach (var remark in verdict.Remarks) page.Line($"<p>{remark}</p>");
        page.Line($"</div>");
    }

    public void WriteFindings()
    {
        page.Line($"<section id=\"findings\"><h2>Findings</h2>");
        if (verdict.Findings.Count == 0) page.Line($"<p>Nothing was found.</p>");
        else WriteFindings([.. verdict.Findings.Take(Shown)]);
        page.Line($"</section>");
    }

    void WriteFindings(ShownFinding[] shown)
    {
        WriteTable("The gravest findings", shown.Take(InTheOpen));
        if (shown.Length > InTheOpen)
        {
            page.Line($"<details class=\"more\"><summary>{Words.Count(shown.Length - InTheOpen, "finding")} more</summary>");
            WriteTable("More findings", shown.Skip(InTheOpen));
            page.Line($"</details>");
        }
        var further = verdict.Findings.Count - shown.Length + verdict.FurtherFindings;
        if (further > 0) page.Line($"<p class=\"hint\">{Words.Count(further, "finding")} not shown: see mtaiolog verify.</p>");
    }

    void WriteTable(string caption, IEnumerable<ShownFinding> findings) =>
        new HtmlTable(page, caption).Words("Finding").LogText("What").LogText("File").Number("Line").Number("Byte")
            .Write(findings.Select(f => (Html[])
            [
                Html.Of($"<span class=\"tag {(f.Gravity == Gravity.None ? "plain" : ClassOf(f.Gravity))}\">{f.Kind}</span>"),
                Html.Of($"{f.Message}"),
                Html.Of($"{FileNames.NameOf(f.Place.File)}"),
                Html.Of($"{(f.Place.Line > 0 ? Words.Number(f.Place.Line) : "–")}"),
                Html.Of($"{(f.Place.Line > 0 ? Words.Number(f.Place.Offset) : "–")}"),
            ]));

    static string ClassOf(Gravity gravity) => gravity switch
    {
        Gravity.None => "good",
        Gravity.Known => "fair",
        _ => "bad",
    };
}
