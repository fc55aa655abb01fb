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
        var reader = new Utf8JsonReader(record, Options);
        try
        {
            facts.ReadAll(ref reader);
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return false;
        }
        // The compact format leaves the level out when it is Information.
        if (facts.Level is null && facts.Time is not null) facts.Level = LogEventLevel.Information;
        return true;
    }

    void ReadAll(ref Utf8JsonReader reader)
    {
        var isInProperties = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            if (reader.CurrentDepth == 1) isInProperties = reader.ValueTextEquals("Properties"u8);
            else if (reader.CurrentDepth != 2 || !isInProperties) continue;
            ReadProperty(ref reader);
        }
    }

    void ReadProperty(ref Utf8JsonReader reader)
    {
        switch (reader.ValueSpan.Length)
        {
            case 2 when reader.ValueTextEquals("@t"u8):
            case 9 when reader.ValueTextEquals("timestamp"u8) || reader.ValueTextEquals("Timestamp"u8):
                if (reader.Read() && reader.TokenType == JsonTokenType.String && TimeText.TryParse(reader.ValueSpan, out var time, out _))
                    Time ??= time;
                break;
            case 2 when reader.ValueTextEquals("@l"u8):
            case 5 when reader.ValueTextEquals("level"u8) || reader.ValueTextEquals("Level"u8):
                if (reader.Read() && reader.TokenType == JsonTokenType.String) Level ??= LevelText.Parse(reader.ValueSpan);
                break;
            case 13 when reader.ValueTextEquals("TransactionId"u8):
                if (reader.Read() && reader.TokenType == JsonTokenType.String
                    && Utf8Parser.TryParse(reader.ValueSpan, out Guid id, out _)) TransactionId = id;
                break;
            case 18 when reader.ValueTextEquals("TransactionRecords"u8):
                if (reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var records))
                    TransactionRecords = records;
                break;
            case 13 when reader.ValueTextEquals("DroppedEvents"u8):
                IsDropNotice = true;
                break;
        }
    }
}
