namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The most frequent message templates, and those of errors.</summary>
sealed class MessagesSection(HtmlWriter page, LogSummary summary)
{
    const int Shown = 25;

    public void Write()
    {
        page.Line($"<section id=\"messages\"><h2>Messages</h2>");
        WriteTable("Most frequent message templates", summary.Templates, summary.Records);
        if (summary.Counts.Errors > 0) WriteTable("Most frequent errors", summary.ErrorTemplates, summary.Counts.Errors);
        if (summary.Templates.Counts.Any(c => c.Template.Contains(MessagePattern.Varying)))
        {
            page.Line($"""
                <p class="hint">{MessagePattern.Varying} stands for numbers, ids and quoted texts:
                the log has messages without templates.</p>
                """);
        }
        page.Line($"</section>");
    }

    void WriteTable(string caption, TemplateTally tally, long whole)
    {
        var shown = tally.Counts.Take(Shown).ToArray();
        if (shown.Length == 0) return;
        new HtmlTable(page, caption)
            .LogText("Template").Number("Records").Number("Share").Words("")
            .Words("Level").Time("Last (UTC)").Words("Place of the last")
            .Write(shown.Select(c => Row(c, whole, shown[0].Count)));
        if (tally.Forgotten == 0 && tally.Templates <= Shown) return;
        var rest = whole - shown.Sum(c => c.Count);
        page.Line($"<p class=\"hint\">{Words.Count(rest, "more record")} of other templates. {Accuracy(shown)}</p>");
    }

    static string Accuracy(TemplateCount[] shown) => shown.Any(c => c.Missed > 0)
        ? "≥: there were too many templates to count each from the beginning."
        : "";

    static Html[] Row(TemplateCount count, long whole, long most) =>
    [
        Html.Of($"{count.Template}"),
        Html.Of($"{(count.Missed > 0 ? "≥ " : "")}{Words.Number(count.Count)}"),
        Html.Of($"{Words.Percent(count.Count, whole)}"),
        ShareBar.Of(count.Count, most, "bar"),
        LevelClass.Named(count.Level),
        Words.TimeElement(count.Until),
        Html.Of($"{FileNames.PlaceOf(count.Place)}"),
    ];
}
