using System.Text;
using Serilog.Events;
using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes property values as a <see cref="JsonValueFormatter"/> with the key of <see cref="TypeTag"/> does.</summary>
static class JsonValues
{
    static readonly JsonValueFormatter Library = new(TypeTag.Key);
    static readonly byte[] TypeTagKey = Encoding.UTF8.GetBytes($"\"{TypeTag.Key}\":");

    public static void Write(LogEventPropertyValue value, Utf8LineWriter output)
    {
        switch (value)
        {
            case ScalarValue scalar: JsonScalars.Write(scalar.Value, output); break;
            case SequenceValue sequence: WriteSequence(sequence, output); break;
            case StructureValue structure: WriteStructure(structure, output); break;
            case DictionaryValue dictionary: WriteDictionary(dictionary, output); break;
            default: Library.Format(value, output); break;
        }
    }

    /// <summary>Serilog's own text of a value.</summary>
    public static string SerilogText(LogEventPropertyValue value)
    {
        using var text = new StringWriter();
        Library.Format(value, text);
        return text.ToString();
    }

    static void WriteSequence(SequenceValue sequence, Utf8LineWriter output)
    {
        output.WriteByte((byte)'[');
        var elements = sequence.Elements;
        for (var i = 0; i < elements.Count; i++)
        {
            if (i > 0) output.WriteByte((byte)',');
            Write(elements[i], output);
        }
        output.WriteByte((byte)']');
    }

    static void WriteStructure(StructureValue structure, Utf8LineWriter output)
    {
        output.WriteByte((byte)'{');
        var properties = structure.Properties;
        for (var i = 0; i < properties.Count; i++)
        {
            if (i > 0) output.WriteByte((byte)',');
            JsonText.WriteQuoted(properties[i].Name, output);
            output.WriteByte((byte)':');
            Write(properties[i].Value, output);
        }
        if (structure.TypeTag is { } tag)
        {
            if (properties.Count > 0) output.WriteByte((byte)',');
            output.WriteUtf8(TypeTagKey);
            JsonText.WriteQuoted(tag, output);
        }
        output.WriteByte((byte)'}');
    }

    static void WriteDictionary(DictionaryValue dictionary, Utf8LineWriter output)
    {
        output.WriteByte((byte)'{');
        var first = true;
        foreach (var (key, value) in ConcreteDictionary.Of(dictionary.Elements))
        {
            if (!first) output.WriteByte((byte)',');
            first = false;
            JsonText.WriteQuoted(key.Value is { } name ? name.ToString()! : "null", output);
            output.WriteByte((byte)':');
            Write(value, output);
        }
        output.WriteByte((byte)'}');
    }
}
