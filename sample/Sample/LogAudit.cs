using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Serilog.Events;

namespace Sample;

/// <summary>One thing that was looked at, and what was found.</summary>
sealed record Check(bool Passed, string Finding);

/// <summary>Reads the log files back and compares them with what was sent and logged.</summary>
sealed partial class LogAudit(LogFolder logs, Answers answers, EventTally tally, Complaints complaints)
{
    /// <summary>What a record of the sink itself has before its message.</summary>
    const string OwnRecord = "#0 Log run ";

    public IReadOnlyList<Check> Run() =>
    [
        new(
            answers.Unexpected.Count == 0,
            $"{answers.Count:N0} requests sent, {answers.Unexpected.Count:N0} answered otherwise than expected"),
        .. CheckText(),
        .. CheckJson(),
        .. CheckErrors(),
        .. CheckTransactions(),
        new(
            complaints.Texts.Count == 0,
            string.Join(Environment.NewLine, complaints.Texts.Prepend($"{complaints.Texts.Count} complaints of the sinks"))),
    ];

    IEnumerable<Check> CheckText()
    {
        string[] lines = [.. logs.TextFiles.SelectMany(f => File.ReadLines(f))];
        yield return EachOnce($"app.log and its {logs.TextFiles.Count - 1} archives", NumbersIn(lines), answers.StatusOf.Keys);
        var ofEvents = lines.Count(l => EventStart().IsMatch(l) && !l.Contains(OwnRecord, StringComparison.Ordinal));
        yield return EventCount("app.log and its archives", ofEvents, tally.Total);
        var largest = logs.TextFiles.Max(f => new FileInfo(f).Length);
        yield return new(
            largest <= LogFolder.TextLimit, $"the largest of these files has {largest:N0} bytes, {LogFolder.TextLimit:N0} is the limit");
    }

    IEnumerable<Check> CheckJson()
    {
        var (events, numbers) = (0, new List<int>());
        foreach (var line in File.ReadLines(logs.Json))
        {
            using var document = JsonDocument.Parse(line);
            // Records with the number 0 are those of the sink itself.
            if (document.RootElement.GetProperty("@q").GetInt64() > 0) events++;
            if (document.RootElement.TryGetProperty("RequestNumber", out var number)) numbers.Add(number.GetInt32());
        }
        yield return EachOnce("events.clef", numbers, answers.StatusOf.Keys);
        yield return EventCount("events.clef", events, tally.Total);
    }

    IEnumerable<Check> CheckErrors()
    {
        string[] lines = [.. File.ReadLines(logs.Errors)];
        yield return EachOnce("errors.log", NumbersIn(lines), [.. answers.Failing]);
        yield return EventCount("errors.log", lines.Count(l => EventStart().IsMatch(l)), tally.AtOrAbove(LogEventLevel.Error));
    }

    /// <summary>Of the requests that failed there are the details, of the others there are none.</summary>
    IEnumerable<Check> CheckTransactions()
    {
        string[] lines = [.. logs.TextFiles.SelectMany(f => File.ReadLines(f))];
        var (failing, details) = (answers.Failing.Count(), lines.Count(l => l.Contains(Shop.PaymentDetail, StringComparison.Ordinal)));
        yield return new(details == failing, $"app.log and its archives: the details of {details:N0} of {failing:N0} requests that failed");
        var quiet = lines.Count(l => l.Contains(Shop.OrderDetail, StringComparison.Ordinal));
        yield return new(quiet == 0, $"app.log and its archives: the details of {quiet:N0} orders that succeeded");
    }

    static Check EachOnce(string where, IEnumerable<int> found, IEnumerable<int> expected)
    {
        var times = found.CountBy(n => n).ToDictionary();
        int[] all = [.. expected];
        int[] missing = [.. all.Where(n => !times.ContainsKey(n))];
        int[] repeated = [.. times.Where(t => t.Value > 1).Select(t => t.Key)];
        int[] foreign = [.. times.Keys.Except(all)];
        var passed = missing.Length + repeated.Length + foreign.Length == 0;
        var examples = Examples("missing", missing) + Examples("repeated", repeated) + Examples("not expected", foreign);
        return new(passed, $"{where}: {all.Length:N0} requests exactly once each" + (passed ? "" : $" is NOT so{examples}"));
    }

    static Check EventCount(string where, int found, int expected) =>
        new(found == expected, $"{where}: {found:N0} of {expected:N0} events");

    static string Examples(string what, int[] numbers) =>
        numbers.Length == 0 ? "" : $"; {numbers.Length:N0} {what}, such as {string.Join(", ", numbers.Take(5))}";

    static IEnumerable<int> NumbersIn(IEnumerable<string> lines) =>
        lines.Select(l => Completion().Match(l))
            .Where(m => m.Success)
            .Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2} .* HTTP [A-Z]+ .* responded [0-9]+ in .* ms \(request ([0-9]+)\)$")]
    private static partial Regex Completion();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{12}.* \[[A-Z]{3}\] ")]
    private static partial Regex EventStart();
}
