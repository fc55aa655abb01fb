using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Reading;

/// <summary>Chooses the records that a user wants. A record without a time, a level or an id is not wanted if one is asked for.</summary>
sealed record RecordSelection
{
    public LogEventLevel? Level { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>The id as the library writes it.</summary>
    public string? Transaction { get; init; }

    public RecordExpression? Where { get; init; }

    /// <summary>Whether only events are wanted, and not the records that the sink itself has written.</summary>
    public bool IsEventsOnly { get; init; }

    /// <summary>A look at the bytes that leaves out most records of other transactions cheaply; null = all bytes may be wanted.</summary>
    public RecordFilter? Filter
    {
        get
        {
            if (Transaction is null) return null;
            var id = Encoding.UTF8.GetBytes(Transaction);
            return bytes => bytes.IndexOf(id) >= 0;
        }
    }

    /// <summary>The cheap conditions come first.</summary>
    public bool Wants(MtaioLogRecord record) =>
        (Level is not { } level || record.Level >= level)
        && (Since is not { } since || record.Timestamp >= since)
        && (Until is not { } until || record.Timestamp < until)
        && (Transaction is null || string.Equals(record.TransactionId, Transaction, StringComparison.Ordinal))
        && (!IsEventsOnly || !record.IsOwn)
        && (Where is null || Where.IsTrue(record));
}
