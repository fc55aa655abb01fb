using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>What a report is made of.</summary>
/// <param name="Path">The path of the log.</param>
/// <param name="Summary">What was gathered from the records.</param>
/// <param name="Verdict">The verdict on the log.</param>
/// <param name="MadeAt">When the report is made.</param>
sealed record ReportContent(string Path, LogSummary Summary, LogVerdict Verdict, DateTimeOffset MadeAt)
{
    /// <summary>From what length on a stretch of time without records is shown; null = the summary decides.</summary>
    public TimeSpan? SilentSpan { get; init; }

    /// <summary>What the records that are shown are limited to, in words; null = all are shown.</summary>
    public string? Limits { get; init; }
}

/// <summary>
/// Makes the page: HTML that is well-formed XML too, with its style and drawings inside it. It needs no network and no script, and its
/// policy forbids both.
/// </summary>
static class ReportPage
{
    static readonly (string Id, string Text)[] Sections =
    [
        ("findings", "Findings"), ("time", "Records over time"), ("dropped", "Dropped"), ("silent", "Silent"),
        ("messages", "Messages"), ("transactions", "Transactions"), ("files", "Files"), ("runs", "Runs"),
    ];

    public static string Of(ReportContent content)
    {
        var page = new HtmlWriter();
        WriteHead(page, content);
        var verdict = new VerdictSection(page, content.Verdict);
        verdict.WriteVerdict();
        WriteFacts(page, content);
        WriteNavigation(page);
        page.Line($"</header><main>");
        verdict.WriteFindings();
        new TimeSection(page, content).Write();
        new MessagesSection(page, content.Summary).Write();
        new TransactionsSection(page, content.Summary.Transactions).Write();
        new FilesSection(page, content.Summary).Write();
        RunsSection.Write(page, content.Verdict);
        page.Line($"</main><footer><p>Made by mtaiolog on {Words.Seconds(content.MadeAt)} UTC. All times are UTC.</p></footer>");
        page.Line($"</body></html>");
        return page.ToString();
    }

    static void WriteHead(HtmlWriter page, ReportContent content)
    {
        var name = FileNames.NameOf(content.Path);
        page.Line($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"/>
            {PageStyle.Policy}
            <meta name="viewport" content="width=device-width, initial-scale=1"/><meta name="color-scheme" content="light dark"/>
            <title>Log report: {name}</title>
            {PageStyle.Element}</head><body>
            <a class="skip" href="#findings">Skip to the findings</a>
            <header><h1>Log report: {name}</h1>
            <p class="faint path">{content.Path}</p>
            """);
        if (content.Limits is { } limits) page.Line($"<p>Shown are records {limits}. The verdict is on the whole log.</p>");
    }

    static void WriteFacts(HtmlWriter page, ReportContent content)
    {
        var summary = content.Summary;
        page.Line($"<dl class=\"facts\">");
        WriteFact(page, "Records", Words.Number(summary.Records), $"in {Words.Count(summary.Files.Count, "file")}");
        if (summary is { From: { } from, Until: { } until })
        {
            WriteFact(page, "Time", Words.Duration(until - from), $"{Words.Seconds(from)}\nto {Words.Seconds(until)} UTC", "two");
        }
        WriteFact(page, "Errors", Words.Number(summary.Counts.Errors), Words.Percent(summary.Counts.Errors, summary.Records));
        var warnings = summary.Counts[LogEventLevel.Warning];
        WriteFact(page, "Warnings", Words.Number(warnings), Words.Percent(warnings, summary.Records));
        WriteFact(page, "Dropped", Words.Number(summary.Dropped.Events), $"in {Words.Count(summary.Dropped.Spans.Count, "span")}");
        var transactions = summary.Transactions;
        WriteFact(page, "Failed", Words.Number(transactions.Failed), $"of {Words.Count(transactions.Total, "transaction")}");
        var size = Words.Size(summary.Files.Sum(f => f.File.Length));
        WriteFact(page, "Size on disk", size, Words.Count(summary.Rotations.Count(), "rotation"));
        page.Line($"</dl>");
    }

    static void WriteFact(HtmlWriter page, string name, string value, string more, string style = "one") =>
        page.Line($"<div class=\"{style}\"><dt>{name}</dt><dd>{value}<small>{more}</small></dd></div>");

    static void WriteNavigation(HtmlWriter page)
    {
        page.Line($"<nav aria-label=\"Sections\"><ul>");
        foreach (var (id, text) in Sections) page.Line($"<li><a href=\"#{id}\">{text}</a></li>");
        page.Line($"</ul></nav>");
    }
}
