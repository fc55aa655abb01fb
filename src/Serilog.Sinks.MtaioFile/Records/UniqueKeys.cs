using System.Globalization;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>
/// Names for the elements of a value, none of them twice: the second key with the same text gets an underscore before it, so that no
/// element is lost. Keys are text in the invariant culture; a key that is null is "null".
/// </summary>
static class UniqueKeys
{
    public static IEnumerable<(string Key, LogEventPropertyValue Value)> Of(DictionaryValue dictionary) =>
        Distinct(dictionary.Elements.Select(e => (TextOf(e.Key), e.Value)));

    /// <summary>The properties of a structure, and its type tag last.</summary>
    public static IEnumerable<(string Key, LogEventPropertyValue Value)> Of(StructureValue structure)
    {
        var properties = structure.Properties.Select(p => (p.Name, p.Value));
        if (structure.TypeTag is { } tag) properties = properties.Append((TypeTag.Key, new ScalarValue(tag)));
        return Distinct(properties);
    }

    static IEnumerable<(string Key, LogEventPropertyValue Value)> Distinct(IEnumerable<(string Key, LogEventPropertyValue Value)> elements)
    {
        var all = elements.ToArray();
        var keys = all.Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (text, value) in all)
        {
            var key = text;
            // A key that the value has itself is left to its own element.
            while ((!ReferenceEquals(key, text) && keys.Contains(key)) || !used.Add(key)) key = "_" + key;
            yield return (key, value);
        }
    }

    static string TextOf(ScalarValue key) => key.Value is null ? "null" : Convert.ToString(key.Value, CultureInfo.InvariantCulture) ?? "";
}
