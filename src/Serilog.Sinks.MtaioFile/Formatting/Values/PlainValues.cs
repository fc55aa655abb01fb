using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Values that are rendered without running code of the application: scalars of built-in types, and structures of them.</summary>
static class PlainValues
{
    public static bool IsPlain(LogEventPropertyValue value)
    {
        if (IsOrdinaryScalar(value)) return IsPlainScalar(((ScalarValue)value).Value);
        var type = value.GetType();
        if (type == typeof(StructureValue)) return AreMembersPlain((StructureValue)value);
        if (type == typeof(SequenceValue)) return AreElementsPlain((SequenceValue)value);
        return type == typeof(DictionaryValue) && AreElementsPlain((DictionaryValue)value);
    }

    /// <summary>
    /// Whether a value is a scalar that renders as scalars do. A derived type may render in another way, except those of this library.
    /// </summary>
    public static bool IsOrdinaryScalar(LogEventPropertyValue value)
    {
        var type = value.GetType();
        return type == typeof(ScalarValue) || (value is ScalarValue && type.Assembly == typeof(PlainValues).Assembly);
    }

    static bool AreMembersPlain(StructureValue structure)
    {
        var members = structure.Properties;
        for (var i = 0; i < members.Count; i++)
        {
            if (!IsPlain(members[i].Value)) return false;
        }
        return true;
    }

    static bool AreElementsPlain(SequenceValue sequence)
    {
        var elements = sequence.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            if (!IsPlain(elements[i])) return false;
        }
        return true;
    }

    static bool AreElementsPlain(DictionaryValue dictionary)
    {
        foreach (var (key, value) in ConcreteDictionary.Of(dictionary.Elements))
        {
            if (!IsPlain(key) || !IsPlain(value)) return false;
        }
        return true;
    }

    /// <summary>The type codes other than Object are those of strings, numbers, dates and enumerations.</summary>
    static bool IsPlainScalar(object? value) =>
        value is null or string or int
        || Type.GetTypeCode(value.GetType()) != TypeCode.Object
        || value is Guid or TimeSpan or DateTimeOffset or DateOnly or TimeOnly;
}
