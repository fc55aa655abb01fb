namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Serilog's dictionaries as the class that they are: enumerating them through the interface would allocate.</summary>
static class ConcreteDictionary
{
    public static Dictionary<TKey, TValue> Of<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> dictionary)
        where TKey : notnull => dictionary as Dictionary<TKey, TValue> ?? new Dictionary<TKey, TValue>(dictionary);
}
