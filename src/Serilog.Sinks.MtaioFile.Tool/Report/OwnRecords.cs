using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Understands the records that the library writes itself: what their fields mean to the report.</summary>
static class OwnRecords
{
    public static TransactionEnd? TransactionOf(RecordFields fields)
    {
        if (fields.Mark("TransactionOutcome") is not { } outcome || fields.Mark("TransactionId") is not { } id) return null;
        return new(id, outcome)
        {
            Name = fields.Mark("TransactionName"),
            Elapsed = Milliseconds(fields.Mark("ElapsedMilliseconds")),
            Records = long.TryParse(fields.Mark("TransactionRecords"), CultureInfo.InvariantCulture, out var records) ? records : null,
            Reason = fields.GetValueOrDefault("Error"),
        };
    }

    public static DroppedSpan? DroppedOf(RecordFields fields)
    {
        var number = fields.GetValueOrDefault("DroppedEvents");
        if (!long.TryParse(number, CultureInfo.InvariantCulture, out var events) || events < 0) return null;
        if (TimeOf(fields, "DroppedFrom") is not { } from || TimeOf(fields, "DroppedUntil") is not { } until) return null;
        return new(from, until < from ? from : until, events, fields.GetValueOrDefault("DropReason") ?? "");
    }

    static TimeSpan? Milliseconds(string? text)
    {
        if (!double.TryParse(text, CultureInfo.InvariantCulture, out var milliseconds)) return null;
        return milliseconds is >= 0 and < 1e14 ? TimeSpan.FromMilliseconds(milliseconds) : null;
    }

    static DateTimeOffset? TimeOf(RecordFields fields, string name) =>
        DateTimeOffset.TryParse(
            fields.GetValueOrDefault(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
