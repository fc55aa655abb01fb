using System.Text.Json;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>Makes values of properties of JSON.</summary>
static class JsonValues
{
    public static LogEventPropertyValue Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => Structure(value),
        JsonValueKind.Array => new SequenceValue(value.EnumerateArray().Select(Read)),
        JsonValueKind.String => new ScalarValue(value.GetString()),
        JsonValueKind.Number => new ScalarValue(Number(value)),
        JsonValueKind.True => new ScalarValue(true),
        JsonValueKind.False => new ScalarValue(false),
        _ => new ScalarValue(null),
    };

    static object Number(JsonElement value)
    {
        if (value.TryGetInt64(out var whole)) return whole;
        if (value.TryGetDecimal(out var exact)) return exact;
        return value.GetDouble();
    }

    static StructureValue Structure(JsonElement value)
    {
        var tag = value.TryGetProperty("$type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        var properties = value.EnumerateObject()
            .Where(p => p.Name != "$type" && !string.IsNullOrWhiteSpace(p.Name))
            .Select(p => new LogEventProperty(p.Name, Read(p.Value)));
        return new StructureValue(properties, tag);
    }
}
