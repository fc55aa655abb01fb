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
        // The second name is that of Serilog's own JSON.
        var tag = Tag(value, "$type") ?? Tag(value, "_typeTag");
        var properties = value.EnumerateObject()
            .Where(p => p.Name is not ("$type" or "_typeTag") && !string.IsNullOrWhiteSpace(p.Name))
            .Select(p => new LogEventProperty(p.Name, Read(p.Value)));
        return new StructureValue(properties, tag);
    }

    static string? Tag(JsonElement value, string name) =>
        value.TryGetProperty(name, out var tag) && tag.ValueKind == JsonValueKind.String ? tag.GetString() : null;
}
