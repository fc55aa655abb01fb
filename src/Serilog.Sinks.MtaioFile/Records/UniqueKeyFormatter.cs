using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>
/// Writes Serilog's JSON for values, but no key twice in an object. If a key repeats, a dictionary keeps the first value and a
/// structure the last.
/// </summary>
sealed class UniqueKeyFormatter() : JsonValueFormatter(TypeTag.Key)
{
    protected override bool VisitDictionaryValue(TextWriter state, DictionaryValue dictionary)
    {
        var unique = dictionary.Elements.DistinctBy(e => PlainValue.OfKey(e.Key), StringComparer.Ordinal);
        return base.VisitDictionaryValue(state, new DictionaryValue(unique));
    }

    protected override bool VisitStructureValue(TextWriter state, StructureValue structure)
    {
        var unique = structure.Properties.Reverse().DistinctBy(p => p.Name, StringComparer.Ordinal).Reverse().ToArray();
        var tag = unique.Any(p => p.Name is TypeTag.Key) ? null : structure.TypeTag;
        return base.VisitStructureValue(state, new StructureValue(unique, tag));
    }
}
