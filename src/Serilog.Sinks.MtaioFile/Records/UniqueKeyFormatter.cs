using System.Globalization;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Serilog's JSON for values, in which no object has a key twice: the first of a dictionary counts, and the last of a structure.</summary>
sealed class UniqueKeyFormatter() : JsonValueFormatter(TypeTag)
{
    const string TypeTag = "$type";

    protected override bool VisitDictionaryValue(TextWriter state, DictionaryValue dictionary)
    {
        var unique = dictionary.Elements.DistinctBy(e => Convert.ToString(e.Key.Value, CultureInfo.InvariantCulture) ?? "null", StringComparer.Ordinal);
        return base.VisitDictionaryValue(state, new DictionaryValue(unique));
    }

    protected override bool VisitStructureValue(TextWriter state, StructureValue structure)
    {
        var unique = structure.Properties.Reverse().DistinctBy(p => p.Name, StringComparer.Ordinal).Reverse().ToArray();
        var tag = unique.Any(p => p.Name is TypeTag) ? null : structure.TypeTag;
        return base.VisitStructureValue(state, new StructureValue(unique, tag));
    }
}
