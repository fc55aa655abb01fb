using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>The scalar properties of a JSON record as texts, those in an object <c>Properties</c> included.</summary>
static class JsonProperties
{
    /// <summary>Reads a record; null = its JSON is broken.</summary>
    public static Dictionary<string, string>? Read(ReadOnlySpan<byte> record)
    {
        try
        {
            var reader = new Utf8JsonReader(record);
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return null;
            using (document)
            {
                Dictionary<string, string> properties = new(StringComparer.Ordinal);
                Add(document.RootElement, properties);
                return properties;
            }
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    static void Add(JsonElement element, Dictionary<string, string> properties)
    {
        if (element.ValueKind != JsonValueKind.Object) return;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && property.Name == "Properties") Add(property.Value, properties);
            else if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                properties[property.Name] = property.Value.ToString();
        }
    }
}
