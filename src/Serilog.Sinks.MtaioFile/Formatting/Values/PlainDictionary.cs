namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Serilog's dictionaries as what they are in fact: going through the interface would cost an allocation.</summary>
static class PlainDictionary
{
    public static Dictionary<TKey, TValue> Of<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary as Dictionary<TKey, TValue> ?? new Dictionary<TKey, TValue>(dictionary);
}
