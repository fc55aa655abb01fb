namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The verdict on the log, and what it rests on.</summary>
sealed class VerdictSection(HtmlWriter page, LogVerdict verdict)
{
    const int Shown = 100;

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
        else WriteTable();
        page.Line($"</section>");
    }

    void WriteTable()
    {
        var shown = verdict.Findings.Take(Shown).ToArray();
        var further = verdict.Findings.Count - shown.Length + verdict.FurtherFindings;
        new HtmlTable(page, further == 0 ? "All findings, the gravest first" : $"The {Words.Number(shown.Length)} gravest findings")
            .Words("Finding").LogText("What").LogText("File").Number("Line")
            .Number("Byte")
            .Write(shown.Select(f => (Html[])
            [
                Html.Of($"<span class=\"tag {(f.Gravity == Gravity.None ? "plain" : ClassOf(f.Gravity))}\">{f.Kind}</span>"),
                Html.Of($"{f.Message}"),
                Html.Of($"{FileNames.NameOf(f.Place.File)}"),
                Html.Of($"{(f.Place.Line > 0 ? Words.Number(f.Place.Line) : "–")}"),
                Html.Of($"{(f.Place.Line > 0 ? Words.Number(f.Place.Offset) : "–")}"),
            ]));
        if (further > 0) page.Line($"<p class=\"hint\">{Words.Count(further, "more finding")}: see mtaiolog verify.</p>");
    }

    static string ClassOf(Gravity gravity) => gravity switch
    {
        Gravity.None => "good",
        Gravity.Known => "fair",
        _ => "bad",
    };
}
