namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The runs whose records are in the log.</summary>
static class RunsSection
{
    const int Shown = 200;

    public static void Write(HtmlWriter page, LogVerdict verdict)
    {
        page.Line($"<section id=\"runs\"><h2>Runs</h2>");
        if (verdict.Runs.Count == 0) page.Line($"<p>The records have no sequence numbers, so nothing is known of runs.</p>");
        else WriteTable(page, verdict.Runs);
        page.Line($"</section>");
    }

    static void WriteTable(HtmlWriter page, IReadOnlyList<ShownRun> runs)
    {
        page.Line($"<p>A run is the life of one sink, from its creation to its end.</p>");
        if (runs.Count > Shown) page.Line($"<p class=\"hint\">The last {Words.Number(Shown)} of {Words.Number(runs.Count)} runs.</p>");
        new HtmlTable(page, "Runs in the order of the log")
            .Words("Run").Time("Started (UTC)").LogText("Host").Number("Process")
            .Number("Numbers").Words("End")
            .Write(runs.Skip(runs.Count - Shown).Select(r => (Html[])
            [
                Html.Of($"<code>{r.Id}</code>"), Words.TimeElement(r.Started), Html.Of($"{r.Host}"), Html.Of($"{r.Process}"),
                Html.Of($"{r.Numbers}"), Html.Of($"{r.End}"),
            ]));
    }
}
