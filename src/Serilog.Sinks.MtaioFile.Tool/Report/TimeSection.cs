namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The records over time: the chart, and its figures as tables.</summary>
sealed class TimeSection(HtmlWriter page, ReportContent content)
{
    const int NarrowBuckets = 72;
    const int TableBuckets = 60;

    readonly LogSummary _summary = content.Summary;
    readonly IReadOnlyList<SilentSpan> _silent = content.Summary.SilentSpans(content.SilentSpan);

    public void Write()
    {
        page.Line($"<section id=\"time\"><h2>Records over time</h2>");
        if (_summary.Histogram.IsEmpty) page.Line($"<p>No record has a time.</p>");
        else WriteChart();
        WriteLevels();
        WriteDropped();
        WriteSilent();
        page.Line($"</section>");
    }

    void WriteChart()
    {
        TimeChartData data = new(_summary.Histogram, _summary.Dropped.Spans, _silent, [.. _summary.Rotations], _summary.Runs);
        page.Line($"<figure>");
        WriteDrawing(data, 1020, "wide");
        WriteDrawing(data with { Histogram = _summary.Histogram.In(NarrowBuckets) }, 370, "narrow");
        page.Line($"<ul class=\"legend\">");
        foreach (var level in _summary.Counts.Present) page.Line($"<li>{LevelClass.Named(level)}</li>");
        page.Line($"</ul><figcaption>{Legend()}</figcaption></figure>");
        WriteFigures();
    }

    /// <summary>Screens of phones have a drawing of their own: in a shrunk one, nobody could read the numbers.</summary>
    void WriteDrawing(TimeChartData data, double width, string name) =>
        page.Line($"<div class=\"{name}\">{new TimeChart(data, width, name).Draw("Records over time by level", Description())}</div>");

    string Description() =>
        $"{Words.Count(_summary.Records - _summary.Untimed, "record")} from {Words.Seconds(_summary.From!.Value)} " +
        $"to {Words.Seconds(_summary.Until!.Value)} UTC, {Words.Number(_summary.Counts.Errors)} of them Error or Fatal; " +
        $"{Words.Count(_summary.Dropped.Spans.Count, "span")} with drops, {Words.Count(_silent.Count, "silent span")}, " +
        $"{Words.Count(_summary.Rotations.Count(), "rotation")}. The table after the chart has the figures.";

    string Legend()
    {
        List<string> parts = ["Times are UTC."];
        if (_summary.Dropped.Spans.Count > 0) parts.Add("Violet: events were dropped.");
        if (_silent.Count > 0) parts.Add("Grey: no records.");
        if (_silent.Any(s => !s.IsClosed)) parts.Add("Hatched: no records, though the log was not closed.");
        if (_summary.Rotations.Any()) parts.Add("A stroke at “Rotated” is the begin of a file.");
        if (_summary.Runs.Count > 0) parts.Add("A triangle at “Runs” is the begin of a run, a square its orderly end.");
        if (_summary.Untimed > 0) parts.Add($"{Words.Count(_summary.Untimed, "record")} without a time not shown.");
        return string.Join(' ', parts);
    }

    void WriteFigures()
    {
        var histogram = _summary.Histogram.In(TableBuckets);
        var levels = _summary.Counts.Present.ToArray();
        var table = new HtmlTable(page, $"Records by {Words.Duration(histogram.Width)}").Time("From (UTC)").Number("Records");
        foreach (var level in levels) table.Number(LevelCounts.NameOf(level));
        page.Line($"<details><summary>The figures of the chart as a table</summary>");
        table.Write(histogram.Buckets.Select(b => (Html[])
        [
            Words.TimeElement(b.From),
            Html.Of($"{Words.Number(b.Counts.Total)}"),
            .. levels.Select(l => Html.Of($"{Words.Number(b.Counts[l])}")),
        ]));
        page.Line($"</details>");
    }

    void WriteLevels()
    {
        var levels = _summary.Counts.Present.ToArray();
        if (levels.Length == 0) return;
        var most = levels.Max(l => _summary.Counts[l]);
        new HtmlTable(page, "Records by level")
            .Words("Level").Number("Records").Number("Share").Words("")
            .Write(levels.Select(l => (Html[])
            [
                LevelClass.Named(l),
                Html.Of($"{Words.Number(_summary.Counts[l])}"),
                Html.Of($"{Words.Percent(_summary.Counts[l], _summary.Records)}"),
                ShareBar.Of(_summary.Counts[l], most, LevelClass.Of(l)),
            ]));
    }

    void WriteDropped()
    {
        page.Line($"<h3 id=\"dropped\">Dropped events</h3>");
        if (_summary.Dropped.Spans.Count == 0)
        {
            page.Line($"<p>No drop notice is in the log.</p>");
            return;
        }
        page.Line($"<p>{Words.Count(_summary.Dropped.Events, "event was", "events were")} dropped, as the drop notices say.</p>");
        if (_summary.Dropped.AreMerged) page.Line($"<p class=\"hint\">Spans that are close to each other are shown as one.</p>");
        new HtmlTable(page, "Spans in which events were dropped")
            .Time("From (UTC)").Time("Until (UTC)").Number("Events").LogText("Reason")
            .Write(_summary.Dropped.Spans.Select(s => (Html[])
            [
                Words.TimeElement(s.From), Words.TimeElement(s.Until), Html.Of($"{Words.Number(s.Events)}"), Html.Of($"{s.Reasons}"),
            ]));
        WriteSums("Dropped events by reason", "Reason", content.Verdict.DropsByReason);
        WriteSums("Dropped events by level", "Level", content.Verdict.DropsByLevel);
    }

    void WriteSums(string caption, string of, IReadOnlyList<(string Name, long Events)> sums)
    {
        if (sums.Count == 0) return;
        new HtmlTable(page, caption).LogText(of).Number("Events")
            .Write(sums.Select(s => (Html[])[Html.Of($"{s.Name}"), Html.Of($"{Words.Number(s.Events)}")]));
    }

    void WriteSilent()
    {
        var limit = Words.Duration(content.SilentSpan ?? _summary.DefaultSilence);
        page.Line($"<h3 id=\"silent\">Silent spans</h3>");
        if (_silent.Count == 0)
        {
            page.Line($"<p>There is a record at least every {limit}.</p>");
            return;
        }
        new HtmlTable(page, $"Spans of {limit} and more without a record")
            .Time("From (UTC)").Time("Until (UTC)").Number("Length").Words("The log was")
            .Write(_silent.Select(s => (Html[])
            [
                Words.TimeElement(s.From), Words.TimeElement(s.Until), Html.Of($"{Words.Duration(s.Length)}"),
                Html.Of($"{(s.IsClosed ? "closed" : "open, or its process was killed")}"),
            ]));
    }
}
