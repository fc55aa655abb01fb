using CsCheck;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Property values, nested a few levels deep.</summary>
static class RandomValues
{
    const int Deepest = 2;

    public static readonly Gen<string> Name = Gen.Frequency(
        (12, Gen.OneOf("A", "B", "C", "D", "Ünicode", "0", "1", "2")),
        (3, Gen.OneOf(
            "@odd", "@", "@@t", "with space", "quote\"d", "line\nend", "\uD83D", "\uDE00", "Message", "Level", "Properties", "NewLine")));

    static readonly Gen<ScalarValue> Scalar = RandomScalars.Any.Select(value => new ScalarValue(value));

    static readonly Gen<string?> TypeTag = Gen.OneOf(null, null, "Order", "", "T\"ag\n", "\uD83D", "\uDE00");

    static readonly Gen<ScalarValue> Key = Gen.Frequency(
        (6, Scalar),
        (2, Gen.OneOf<object?>(1, "1", null, 2, "a\"b").Select(key => new ScalarValue(key))),
        (1, RandomScalars.Any.Select(key => (ScalarValue)new LoudScalar(key))));

    static readonly Gen<KeyValuePair<ScalarValue, LogEventPropertyValue>[]> Keyed = Gen
        .Select(Key, Scalar, (key, value) => KeyValuePair.Create(key, (LogEventPropertyValue)value))
        .Array[0, 3]
        .Select(pairs => pairs.DistinctBy(p => p.Key).ToArray());

    public static readonly Gen<LogEventPropertyValue> Any = Gen.Recursive<LogEventPropertyValue>((depth, inner) =>
        depth >= Deepest ? Scalar.Select(s => (LogEventPropertyValue)s) : Nested(inner));

    static Gen<LogEventPropertyValue> Nested(Gen<LogEventPropertyValue> inner)
    {
        var properties = Gen.Select(Name, inner, (name, value) => new LogEventProperty(name, value)).Array[0, 3];
        return Gen.Frequency(
            (80, Scalar.Select(s => (LogEventPropertyValue)s)),
            (5, inner.Array[0, 4].Select(elements => (LogEventPropertyValue)new SequenceValue(elements))),
            (5, Gen.Select(properties, TypeTag, (p, tag) => (LogEventPropertyValue)new StructureValue(p, tag))),
            (5, Keyed.Select(pairs => (LogEventPropertyValue)new DictionaryValue(pairs))),
            (1, Loud(inner, properties)),
            (1, Gen.Const((LogEventPropertyValue)new OwnValue())));
    }

    static Gen<LogEventPropertyValue> Loud(Gen<LogEventPropertyValue> inner, Gen<LogEventProperty[]> properties) => Gen.OneOf(
        RandomScalars.Any.Select(value => (LogEventPropertyValue)new LoudScalar(value)),
        inner.Array[0, 3].Select(elements => (LogEventPropertyValue)new LoudSequence(elements)),
        Gen.Select(properties, TypeTag, (p, tag) => (LogEventPropertyValue)new LoudStructure(p, tag)),
        Keyed.Select(pairs => (LogEventPropertyValue)new LoudDictionary(pairs)));
}
