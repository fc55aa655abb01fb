using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Values that are rendered without running code of the application: scalars of built-in types, and structures of them.</summary>
static class PlainValues
{
    public static bool IsPlain(LogEventPropertyValue value)
    {
        var type = value.GetType();
        if (IsOrdinaryScalar(value)) return IsPlainScalar(((ScalarValue)value).Value);
        if (type == typeof(StructureValue)) return ((StructureValue)value).Properties.All(p => IsPlain(p.Value));
        if (type == typeof(SequenceValue)) return ((SequenceValue)value).Elements.All(IsPlain);
        return type == typeof(DictionaryValue) && ((DictionaryValue)value).Elements.All(e => IsPlain(e.Key) && IsPlain(e.Value));
    }

    /// <summary>
    /// Whether a value is a scalar that renders as scalars do. A derived type may render in another way, except those of this library.
    /// </summary>
    public static bool IsOrdinaryScalar(LogEventPropertyValue value)
    {
        var type = value.GetType();
        return type == typeof(ScalarValue) || (value is ScalarValue && type.Assembly == typeof(PlainValues).Assembly);
    }

    /// <summary>The type codes other than Object are those of strings, numbers, dates and enumerations.</summary>
    static bool IsPlainScalar(object? value) =>
        value is null or string
        || Type.GetTypeCode(value.GetType()) != TypeCode.Object
        || value is Guid or TimeSpan or DateTimeOffset or DateOnly or TimeOnly;
}
