using System.Text;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>JSON of which every string can be read as text.</summary>
static partial class WellFormedJson
{
    /// <summary>Puts U+FFFD in place of bytes that are no UTF-8, and of escapes of half a surrogate pair.</summary>
    public static byte[] Of(ReadOnlySpan<byte> record) =>
        Encoding.UTF8.GetBytes(Escapes().Replace(Encoding.UTF8.GetString(record), m => m.Groups["half"].Success ? @"\ufffd" : m.Value));

    /// <summary>Each escape: a whole pair of surrogates, half of one, or another one, of which two characters are enough.</summary>
    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.")]
    private static partial Regex Escapes();
}
