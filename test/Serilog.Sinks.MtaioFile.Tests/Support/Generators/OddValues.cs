using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A value of a type that no renderer knows.</summary>
sealed class Named(string? name)
{
    public override string? ToString() => name;
}

sealed class Formattable(string? text) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        text is null ? null! : $"{text}<{format}|{formatProvider?.GetType().Name}>";

    public override string? ToString() => text;
}

sealed class Throwing(Exception exception) : IFormattable
{
    public string ToString(string? format, IFormatProvider? formatProvider) => throw exception;

    public override string ToString() => throw exception;
}

/// <summary>Writes with overloads of all kinds, so that the culture of the writer shows.</summary>
sealed class OwnValue : LogEventPropertyValue
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null)
    {
        output.Write("own\"");
        output.Write(-1.5);
        output.Write((object)1234.5m);
        output.Write('\uD83D');
        output.Write('\uDE00');
        output.Write("{0}", -2.5f);
        output.WriteLine(format);
    }
}

sealed class LoudScalar(object? value) : ScalarValue(value)
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null)
    {
        output.Write($"LOUD \"{Value}\" {format}");
        output.Write(-1.5);
    }
}

sealed class LoudSequence(IEnumerable<LogEventPropertyValue> elements) : SequenceValue(elements)
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
        output.Write($"LOUD {Elements.Count} {format}");
}

sealed class LoudStructure(IEnumerable<LogEventProperty> properties, string? typeTag) : StructureValue(properties, typeTag)
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
        output.Write($"LOUD {TypeTag} {format}");
}

sealed class LoudDictionary(IEnumerable<KeyValuePair<ScalarValue, LogEventPropertyValue>> elements) : DictionaryValue(elements)
{
    public override void Render(TextWriter output, string? format = null, IFormatProvider? formatProvider = null) =>
        output.Write($"LOUD {Elements.Count} {format}");
}
