using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Turns Serilog's property values into plain .NET objects.</summary>
static class PlainValue
{
    public static object? Of(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => scalar.Value,
        SequenceValue sequence => sequence.Elements.Select(Of).ToList(),
        StructureValue structure => OfStructure(structure),
        DictionaryValue dictionary => OfDictionary(dictionary),
        _ => value.ToString(format: null, CultureInfo.InvariantCulture),
    };

    /// <summary>The text of a dictionary's key.</summary>
    public static string OfKey(ScalarValue key) => Convert.ToString(key.Value, CultureInfo.InvariantCulture) ?? "null";

    static Dictionary<string, object?> OfStructure(StructureValue structure)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in structure.Properties) plain[property.Name] = Of(property.Value);
        if (structure.TypeTag is { } tag) plain.TryAdd(TypeTag.Key, tag);
        return plain;
    }

    /// <summary>Of several keys with the same text, the first is used.</summary>
    static Dictionary<string, object?> OfDictionary(DictionaryValue dictionary)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, element) in dictionary.Elements) plain.TryAdd(OfKey(key), Of(element));
        return plain;
    }
}
