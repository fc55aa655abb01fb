using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader.Verifying;

/// <summary>Checks that transactions end, and that they have as many records as their end records say.</summary>
sealed class TransactionChecks(FindingList findings)
{
    const int MostOpen = 100_000;

    /// <summary>The clock of a transaction's id and that of its first record are read one after the other.</summary>
    static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    readonly Dictionary<Guid, (long Records, bool NeedsEnd, Place Last)> _open = [];
    readonly Dictionary<Guid, ShortTransaction> _short = [];
    bool _hasForgotten;

    /// <summary>Takes note of a record of a transaction.</summary>
    /// <param name="id">The id of the transaction.</param>
    /// <param name="recordsAtEnd">How many records the transaction had, as its end record says; null = the record is another one.</param>
    /// <param name="level">
    /// The level of the record. If all are above that of an end record, the end record need not be there: the file may be one of warnings
    /// and errors, or the transaction may have held the rest until a failure that did not come.
    /// </param>
    /// <param name="place">The place of the record.</param>
    /// <param name="logFrom">The time of the first record of the log.</param>
    /// <param name="hasLosses">Whether the log announces losses.</param>
    public void Add(Guid id, long? recordsAtEnd, LogEventLevel? level, Place place, DateTimeOffset? logFrom, bool hasLosses)
    {
        if (_short.TryGetValue(id, out var ended) && recordsAtEnd is null)
        {
            _short[id] = ended with { Records = ended.Records + 1 };
            return;
        }
        _open.TryGetValue(id, out var open);
        if (recordsAtEnd is not { } expected)
        {
            if (open.Records == 0 && _open.Count >= MostOpen) Forget();
            _open[id] = (open.Records + 1, open.NeedsEnd || level is null or <= LogEventLevel.Information, place);
            return;
        }
        _open.Remove(id);
        if (open.Records >= expected) return;
        var isOlder = _hasForgotten || (BeginOf(id) is { } begin && logFrom is { } from && begin < from - Tolerance);
        // Records that an outer transaction holds come after the end.
        _short[id] = new ShortTransaction(expected, open.Records, isOlder, hasLosses, place);
    }

    /// <summary>Finds the transactions that have not ended, and those that lack records.</summary>
    /// <param name="hasNumbers">
    /// Whether the numbers of the records tell what is missing: an outer transaction may have discarded records that an inner one counts.
    /// </param>
    public void Finish(bool hasNumbers)
    {
        foreach (var (id, open) in _open.Where(t => t.Value.NeedsEnd))
        {
            var message = string.Create(
                CultureInfo.InvariantCulture, $"transaction {id} has no end record; this is the last of its {open.Records} records");
            findings.Add(FindingKind.TransactionWithoutEnd, FindingSeverity.Warning, open.Last, message);
        }
        foreach (var (id, ended) in _short.Where(t => t.Value.Records < t.Value.Expected))
        {
            var severity = ended.IsOlder ? FindingSeverity.Information
                : ended.HasLosses || hasNumbers ? FindingSeverity.Warning
                : FindingSeverity.Error;
            var message = string.Create(
                CultureInfo.InvariantCulture, $"transaction {id} has {ended.Records} records, but its end record says {ended.Expected}");
            if (ended.IsOlder) message += "; it began in files that are gone";
            findings.Add(FindingKind.TransactionRecords, severity, ended.End, message);
        }
    }

    void Forget()
    {
        _hasForgotten = true;
        findings.Add(
            FindingKind.NotChecked,
            FindingSeverity.Warning,
            _open.Values.First().Last,
            $"more than {MostOpen} transactions are open; those before are not checked");
        _open.Clear();
    }

    /// <summary>A transaction that has ended and lacks records.</summary>
    readonly record struct ShortTransaction(long Expected, long Records, bool IsOlder, bool HasLosses, Place End);

    /// <summary>When a transaction began: a UUID of version 7 begins with the time.</summary>
    static DateTimeOffset? BeginOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!id.TryWriteBytes(bytes, bigEndian: true, out _) || bytes[6] >> 4 != 7) return null;
        var milliseconds = 0L;
        for (var i = 0; i < 6; i++) milliseconds = (milliseconds << 8) | bytes[i];
        var isTime = milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
