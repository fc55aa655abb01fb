using System.Globalization;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Turns Serilog's property values into plain .NET objects.</summary>
static class PlainValue
{
    public static object? Of(LogEventPropertyValue value) => value switch
    {
        ScalarValue scalar => scalar.Value,
        SequenceValue sequence => sequence.Elements.Select(Of).ToList(),
        StructureValue structure => OfElements(UniqueKeys.Of(structure)),
        DictionaryValue dictionary => OfElements(UniqueKeys.Of(dictionary)),
        _ => value.ToString(format: null, CultureInfo.InvariantCulture),
    };

    static Dictionary<string, object?> OfElements(IEnumerable<(string Key, LogEventPropertyValue Value)> elements) =>
        elements.ToDictionary(e => e.Key, e => Of(e.Value), StringComparer.Ordinal);
}
