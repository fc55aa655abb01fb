using System.Buffers.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Reader.Scanning;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>What is asked of every JSON record: found in one pass over its bytes, which also shows whether the JSON is whole.</summary>
struct JsonFacts
{
    static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    public DateTimeOffset? Time { get; private set; }

    public LogEventLevel? Level { get; private set; }

    public Guid? TransactionId { get; private set; }

    /// <summary>What the end record of a transaction says; null = the record is another one.</summary>
    public long? TransactionRecords { get; private set; }

    /// <summary>Whether the record is a drop notice.</summary>
    public bool IsDropNotice { get; private set; }

    /// <summary>Reads a record.</summary>
    /// <returns>False if the JSON is broken; the facts are then those before the break.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, out JsonFacts facts)
    {
        facts = default;
        // A record that ends otherwise is broken: an exception for each of many broken records would take long.
        if (record is not [(byte)'{', .., (byte)'}']) return false;
        if (!JsonScanner.TryScan(record, out facts) && !TryReadExactly(record, out facts)) return false;
        // The compact format leaves the level out when it is Information.
        if (facts.Level is null && facts.Time is not null) facts.Level = LogEventLevel.Information;
        return true;
    }

    /// <summary>Reads a record with the reader of .NET, which decides whether its JSON is whole.</summary>
    public static bool TryReadExactly(ReadOnlySpan<byte> record, out JsonFacts facts)
    {
        facts = default;
        var reader = new Utf8JsonReader(record, Options);
        try
        {
            facts.ReadAll(ref reader);
            return true;
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>What a property tells.</summary>
    /// <param name="name">The name as it is in the record: none of those that count is written with escapes.</param>
    public static JsonFact FactNamed(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 when name.SequenceEqual("@t"u8) => JsonFact.Time,
        9 when name.SequenceEqual("timestamp"u8) || name.SequenceEqual("Timestamp"u8) => JsonFact.Time,
        2 when name.SequenceEqual("@l"u8) => JsonFact.Level,
        5 when name.SequenceEqual("level"u8) || name.SequenceEqual("Level"u8) => JsonFact.Level,
        13 when name.SequenceEqual("TransactionId"u8) => JsonFact.TransactionId,
        18 when name.SequenceEqual("TransactionRecords"u8) => JsonFact.TransactionRecords,
        13 when name.SequenceEqual("DroppedEvents"u8) => JsonFact.DropNotice,
        _ => JsonFact.None,
    };

    /// <summary>Takes note of a property.</summary>
    /// <param name="fact">What the property tells.</param>
    /// <param name="type">What the value is.</param>
    /// <param name="value">The value as it is in the record, without quotes.</param>
    public void Note(JsonFact fact, JsonTokenType type, ReadOnlySpan<byte> value)
    {
        var isText = type == JsonTokenType.String;
        switch (fact)
        {
            case JsonFact.Time when isText && TimeText.TryParse(value, out var time, out _):
                Time ??= time;
                break;
            case JsonFact.Level when isText:
                Level ??= LevelText.Parse(value);
                break;
            case JsonFact.TransactionId when isText && Utf8Parser.TryParse(value, out Guid id, out _):
                TransactionId = id;
                break;
            case JsonFact.TransactionRecords when type == JsonTokenType.Number
                && Utf8Parser.TryParse(value, out long records, out var length) && length == value.Length:
                TransactionRecords = records;
                break;
            case JsonFact.DropNotice:
                IsDropNotice = true;
                break;
        }
    }

    void ReadAll(ref Utf8JsonReader reader)
    {
        var isInProperties = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1) isInProperties = reader.ValueTextEquals("Properties"u8);
            else if (reader.CurrentDepth != 2 || !isInProperties) continue;
            var fact = FactNamed(reader.ValueSpan);
            // Also if the record breaks off behind the name.
            if (fact == JsonFact.DropNotice) Note(fact, JsonTokenType.None, default);
            else if (fact != JsonFact.None && reader.Read()) Note(fact, reader.TokenType, reader.ValueSpan);
        }
    }
}
