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
            WriteTable("Failed and canceled transactions, the latest first", transactions.Unsuccessful);
        if (transactions.Slowest.Count > 0) WriteTable("Slowest transactions", transactions.Slowest);
        else page.Line($"<p class=\"hint\">The records do not say how long transactions took.</p>");
    }

    void WriteTable(string caption, IEnumerable<EndedTransaction> ended) => new HtmlTable(page, caption)
        .Time("Ended (UTC)").LogText("Name and id").Words("Outcome").Number("Duration").Number("Records").LogText("Reason").Words("Place")
        .Write(ended.Select(Row));

    static Html[] Row(EndedTransaction transaction) =>
    [
        Words.TimeElement(transaction.Time),
        Html.Of($"{transaction.End.Name ?? "–"}<small>{transaction.End.Id}</small>"),
        Html.Of($"{transaction.End.Outcome}"),
        Html.Of($"{(transaction.End.Elapsed is { } elapsed ? Words.Duration(elapsed) : "–")}"),
        Html.Of($"{(transaction.End.Records is { } records ? Words.Number(records) : "–")}"),
        Html.Of($"{transaction.End.Reason ?? "–"}"),
        Html.Of($"{FileNames.PlaceOf(transaction.Place)}"),
    ];
}
