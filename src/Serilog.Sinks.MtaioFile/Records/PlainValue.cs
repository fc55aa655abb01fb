using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Turns Serilog's property values into plain objects.</summary>
static class PlainValue
{
    const string TypeTag = "$type";

    public static object? Of(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => scalar.Value,
        SequenceValue sequence => sequence.Elements.Select(Of).ToList(),
        StructureValue structure => OfStructure(structure),
        DictionaryValue dictionary => OfDictionary(dictionary),
        _ => value.ToString(format: null, CultureInfo.InvariantCulture),
    };

    static Dictionary<string, object?> OfStructure(StructureValue structure)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in structure.Properties) plain[property.Name] = Of(property.Value);
        if (structure.TypeTag is { } tag) plain.TryAdd(TypeTag, tag);
        return plain;
    }

    /// <summary>Keys that read the same are one key: the first counts.</summary>
    static Dictionary<string, object?> OfDictionary(DictionaryValue dictionary)
    {
        var plain = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, element) in dictionary.Elements) plain.TryAdd(Convert.ToString(key.Value, CultureInfo.InvariantCulture) ?? "null", Of(element));
        return plain;
    }
}
