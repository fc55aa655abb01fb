using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes a character as <c>\n</c>, <c>\r</c>, <c>\t</c> or <c>\u001B</c>.</summary>
static class CharacterEscape
{
    public static void Write(int character, Utf8LineWriter output)
    {
        switch (character)
        {
            case '\n': output.WriteUtf8("\\n"u8); break;
            case '\r': output.WriteUtf8("\\r"u8); break;
            case '\t': output.WriteUtf8("\\t"u8); break;
            default:
                output.WriteUtf8("\\u"u8);
                output.WriteFormatted(character, "X4", CultureInfo.InvariantCulture);
                break;
        }
    }
}
