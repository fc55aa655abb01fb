using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Reads what records of the library say in a text log: from the message, and from properties that a template may add.</summary>
static partial class TextDetails
{
    /// <summary>Whether it is worth while to look closer: all other messages cost nothing.</summary>
    public static bool MayBeOwn(string message) =>
        message.Length > 0 && (char.IsAsciiDigit(message[0]) || message.StartsWith("Transaction ", StringComparison.Ordinal));

    /// <summary>The fields of a record of the library, named as in JSON; none for an event of the application.</summary>
    public static RecordFields FieldsOf(string message, string record)
    {
        var fields = new RecordFields();
        foreach (var own in new[] { Transaction(), DropNotice() })
        {
            var match = own.Match(message);
            if (!match.Success) continue;
            var named = match.Groups.Values.Where(g => g.Success && !char.IsAsciiDigit(g.Name[0]));
            foreach (var group in named) fields[group.Name] = group.Value;
        }
        if (fields.Remove("Word", out var word)) AddTransaction(fields, word, record);
        return fields;
    }

    static void AddTransaction(RecordFields fields, string word, string record)
    {
        fields["TransactionOutcome"] = word[0] switch
        {
            'c' => TransactionEnd.Completed,
            'f' => TransactionEnd.Failed,
            _ => TransactionEnd.Canceled,
        };
        foreach (Match property in Property().Matches(record)) fields.TryAdd(property.Groups["Name"].Value, property.Groups["Value"].Value);
    }

    [GeneratedRegex(
        "^Transaction (?<TransactionId>[0-9a-f-]{36}) (?<Word>completed|failed|was canceled)(?: successfully|: (?<Error>.*))?",
        RegexOptions.NonBacktracking)]
    private static partial Regex Transaction();

    [GeneratedRegex(
        @"^(?<DroppedEvents>\d+) log events were dropped between (?<DroppedFrom>[-0-9]+ [.:0-9]+ \S+) " +
        @"and (?<DroppedUntil>[-0-9]+ [.:0-9]+ \S+): " +
        @"""?(?<DropReason>[^(""]+?)""? \(",
        RegexOptions.NonBacktracking)]
    private static partial Regex DropNotice();

    [GeneratedRegex(
        """\b(?<Name>TransactionName|ElapsedMilliseconds|TransactionRecords)"?[:=] ?"?(?<Value>[^",}]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Property();
}
