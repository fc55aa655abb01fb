using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The number of records on an end record. Each gated sink puts its own number there.</summary>
sealed class EndTotal : ScalarValue
{
    readonly RecordCount _count;

    EndTotal(RecordCount count, int records) : base(records) => _count = count;

    /// <summary>The properties with the totals for sinks that are not gated.</summary>
    public static IEnumerable<LogEventProperty> PropertiesOf(RecordCount count)
    {
        var total = count.Most;
        yield return new(TransactionProperties.Records, new EndTotal(count, total.Records));
        if (total.Discarded > 0) yield return new(TransactionProperties.Discarded, new ScalarValue(total.Discarded));
    }

    /// <summary>The event as one sink is to have it; null = the event is not an end record.</summary>
    public static LogEvent? ForSink(LogEvent logEvent, TransactionGate sink)
    {
        if (!logEvent.Properties.TryGetValue(TransactionProperties.Records, out var value) || value is not EndTotal end) return null;
        var total = end._count.At(sink);
        var copy = TransactionProperties.CopyOf(
            logEvent, [new LogEventProperty(TransactionProperties.Records, new EndTotal(end._count, total.Records))]);
        if (total.Discarded > 0) copy.AddOrUpdateProperty(new(TransactionProperties.Discarded, new ScalarValue(total.Discarded)));
        else copy.RemovePropertyIfPresent(TransactionProperties.Discarded);
        return copy;
    }
}
