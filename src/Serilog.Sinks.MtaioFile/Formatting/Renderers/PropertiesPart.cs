using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Renderers;

/// <summary>The properties that neither the message nor the output template shows.</summary>
/// <param name="shown">The names of the holes of the output template.</param>
/// <param name="style">Says whether the properties are JSON, and in which culture.</param>
sealed class PropertiesPart(HashSet<string> shown, MessageStyle style) : OutputPart
{
    public override void Render(LogEvent logEvent, Utf8LineWriter output)
    {
        output.WriteUtf8(style.IsJson ? "{"u8 : "{ "u8);
        var holes = new MessageHoles(logEvent.MessageTemplate);
        var first = true;
        foreach (var (name, value) in ConcreteDictionary.Of(logEvent.Properties))
        {
            if (shown.Contains(name) || holes.Contains(name)) continue;
            if (!first) output.WriteUtf8(style.IsJson ? ","u8 : ", "u8);
            first = false;
            WriteProperty(name, value, output);
        }
        holes.Release();
        output.WriteUtf8(style.IsJson ? "}"u8 : " }"u8);
    }

    void WriteProperty(string name, LogEventPropertyValue value, Utf8LineWriter output)
    {
        if (style.IsJson)
        {
            // Serilog makes a structure of the properties, which refuses such a name.
            if (!LogEventProperty.IsValidName(name)) throw new FormatException("a property without a name");
            JsonText.WriteQuoted(name, output);
            output.WriteByte((byte)':');
            JsonValues.Write(value, output);
            return;
        }
        output.WriteText(name);
        output.WriteUtf8(": "u8);
        TextValues.Write(value, ValueFormat.None, style.Provider, output);
    }
}
