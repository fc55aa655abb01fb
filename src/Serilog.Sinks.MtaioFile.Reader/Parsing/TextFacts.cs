using System.Buffers.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>What is asked of every text record.</summary>
/// <param name="Time">The time; null = not found.</param>
/// <param name="Level">The level; null = not found.</param>
/// <param name="TransactionId">The id, if the template writes properties.</param>
/// <param name="TransactionRecords">What the end record of a transaction says.</param>
/// <param name="IsDropNotice">Whether the record is a drop notice.</param>
readonly record struct TextFacts(
    DateTimeOffset? Time,
    LogEventLevel? Level,
    Guid? TransactionId,
    long? TransactionRecords,
    bool IsDropNotice)
{
    const int GuidLength = 36;

    public static TextFacts Read(ReadOnlySpan<byte> record)
    {
        TextHead.Read(record, out var time, out var level, out _);
        // The end record has the id in its message.
        var records = RecordsIn(record);
        var id = IdIn(record, "TransactionId"u8) ?? (records is null ? null : IdIn(record, "Transaction "u8));
        return new TextFacts(
            time, level, id, id is null ? null : records, record.IndexOf(" log events were dropped between "u8) >= 0);
    }

    static Guid? IdIn(ReadOnlySpan<byte> record, ReadOnlySpan<byte> name)
    {
        for (var from = 0; record[from..].IndexOf(name) is var at && at >= 0;)
        {
            var start = from + at;
            from = start + name.Length;
            // That of an outer transaction is another property, and one with an underscore is the user's.
            if (start > 0 && (char.IsAsciiLetter((char)record[start - 1]) || record[start - 1] == '_')) continue;
            var value = AfterSigns(record[from..]);
            if (value.Length >= GuidLength && Utf8Parser.TryParse(value[..GuidLength], out Guid id, out _)) return id;
        }
        return null;
    }

    static long? RecordsIn(ReadOnlySpan<byte> record)
    {
        var at = record.IndexOf("TransactionRecords"u8);
        if (at < 0) return null;
        return RecordMark.TryParseNumber(AfterSigns(record[(at + "TransactionRecords"u8.Length)..]), out var number, out _) ? number : null;
    }

    /// <summary>What follows the signs between the name and the value of a property.</summary>
    static ReadOnlySpan<byte> AfterSigns(ReadOnlySpan<byte> text) => text.TrimStart("\":= "u8);
}
