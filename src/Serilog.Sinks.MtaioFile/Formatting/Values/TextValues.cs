using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes property values as they render themselves to text. Values of unknown types render themselves.</summary>
static class TextValues
{
    public static void Write(LogEventPropertyValue value, ValueFormat format, IFormatProvider? provider, Utf8LineWriter output)
    {
        // A derived type may render in another way.
        var type = value.GetType();
        if (PlainValues.IsOrdinaryScalar(value) && TextScalars.TryWrite(((ScalarValue)value).Value, format, provider, output)) return;
        if (type == typeof(SequenceValue)) WriteSequence((SequenceValue)value, format, provider, output);
        else if (type == typeof(StructureValue)) WriteStructure((StructureValue)value, provider, output);
        else if (type == typeof(DictionaryValue)) WriteDictionary((DictionaryValue)value, provider, output);
        else value.Render(output, format.Text, provider);
    }

    static void WriteSequence(SequenceValue sequence, ValueFormat format, IFormatProvider? provider, Utf8LineWriter output)
    {
        output.WriteByte((byte)'[');
        var elements = sequence.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) output.WriteUtf8(", "u8);
            Write(elements[i], format, provider, output);
        }
        output.WriteByte((byte)']');
    }

    static void WriteStructure(StructureValue structure, IFormatProvider? provider, Utf8LineWriter output)
    {
        if (structure.TypeTag is { } tag)
        {
            output.WriteText(tag);
            output.WriteByte((byte)' ');
        }
        output.WriteUtf8("{ "u8);
        var properties = structure.Properties;
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0) output.WriteUtf8(", "u8);
            output.WriteText(properties[i].Name);
            output.WriteUtf8(": "u8);
            Write(properties[i].Value, ValueFormat.None, provider, output);
        }
        output.WriteUtf8(" }"u8);
    }

    static void WriteDictionary(DictionaryValue dictionary, IFormatProvider? provider, Utf8LineWriter output)
    {
        output.WriteByte((byte)'[');
        var first = true;
        foreach (var (key, value) in ConcreteDictionary.Of(dictionary.Elements))
        {
            output.WriteUtf8(first ? "("u8 : ", ("u8);
            first = false;
            Write(key, ValueFormat.None, provider, output);
            output.WriteUtf8(": "u8);
            Write(value, ValueFormat.None, provider, output);
            output.WriteByte((byte)')');
        }
        output.WriteByte((byte)']');
    }
}
