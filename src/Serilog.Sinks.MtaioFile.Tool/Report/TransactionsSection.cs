namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>How transactions ended, the slowest ones, and the latest that did not complete.</summary>
sealed class TransactionsSection(HtmlWriter page, TransactionTally transactions)
{
    public void Write()
    {
        page.Line($"<section id=\"transactions\"><h2>Transactions</h2>");
        if (transactions.Total == 0) page.Line($"<p>No transaction ends in this log.</p>");
        else WriteTables();
        page.Line($"</section>");
    }

    void WriteTables()
    {
        page.Line($"""
            <p>{Words.Count(transactions.Total, "transaction")} ended: {Words.Number(transactions.Completed)} completed,
            {Words.Number(transactions.Failed)} failed, {Words.Number(transactions.Canceled)} canceled.</p>
            """);
        if (transactions.Unsuccessful.Count > 0)
        {
            NewTable("Failed and canceled transactions, the latest first", "Reason")
                .Write(transactions.Unsuccessful.Select(t => Row(t, Html.Of($"{t.End.Reason ?? "–"}"))));
        }
        if (transactions.Slowest.Count > 0)
        {
            NewTable("Slowest transactions", "Id").Write(transactions.Slowest.Select(t => Row(t, Html.Of($"{t.End.Id}"))));
        }
        else page.Line($"<p class=\"hint\">The records do not say how long transactions took.</p>");
    }

    HtmlTable NewTable(string caption, string last) => new HtmlTable(page, caption)
        .Time("Ended (UTC)").LogText("Name").Words("Outcome").Number("Duration")
        .Number("Records").LogText(last).Words("Place");

    static Html[] Row(EndedTransaction transaction, Html last) =>
    [
        Words.TimeElement(transaction.Time),
        Html.Of($"{transaction.End.Name ?? "–"}"),
        Html.Of($"{transaction.End.Outcome}"),
        Html.Of($"{(transaction.End.Elapsed is { } elapsed ? Words.Duration(elapsed) : "–")}"),
        Html.Of($"{(transaction.End.Records is { } records ? Words.Number(records) : "–")}"),
        last,
        Html.Of($"{FileNames.PlaceOf(transaction.Place)}"),
    ];
}
