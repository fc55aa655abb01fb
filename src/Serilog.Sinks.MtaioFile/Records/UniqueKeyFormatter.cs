using Serilog.Events;
using Serilog.Formatting.Json;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Writes Serilog's JSON for values, but no key twice in an object: <see cref="UniqueKeys"/>.</summary>
sealed class UniqueKeyFormatter : JsonValueFormatter
{
    protected override bool VisitDictionaryValue(TextWriter state, DictionaryValue dictionary)
    {
        var elements = UniqueKeys.Of(dictionary).Select(e => KeyValuePair.Create(new ScalarValue(e.Key), e.Value));
        return base.VisitDictionaryValue(state, new DictionaryValue(elements));
    }

    protected override bool VisitStructureValue(TextWriter state, StructureValue structure)
    {
        var properties = UniqueKeys.Of(structure).Select(e => new LogEventProperty(e.Key, e.Value));
        return base.VisitStructureValue(state, new StructureValue(properties));
    }
}
