using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>
/// The id of a transaction on one of its records. Its type tells it from a property of the user with the same name, and it leads to the
/// count of the transaction's records.
/// </summary>
sealed class TransactionMark(Guid id, RecordCount count) : ScalarValue(id)
{
    public RecordCount Count { get; } = count;

    /// <summary>The mark of an event; null = the event is in no transaction.</summary>
    public static TransactionMark? Of(LogEvent logEvent)
    {
        for (var name = TransactionProperties.Id; logEvent.Properties.TryGetValue(name, out var value); name = OtherName(name))
        {
            if (value is TransactionMark mark) return mark;
        }
        return null;
    }

    /// <summary>The name that a mark gets instead, when an event has a property of the user with the name of the mark.</summary>
    public static string OtherName(string name) => "_" + name;
}
