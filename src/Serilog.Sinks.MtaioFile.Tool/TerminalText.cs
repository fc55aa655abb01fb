using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>
/// Makes texts harmless for terminals. Whoever may write to a log could otherwise send orders to the terminal that shows it: JSON has them
/// escaped, but not the text that is made of a record.
/// </summary>
static class TerminalText
{
    /// <summary>Control characters other than line ends and tabs are written as JSON writes them.</summary>
    public static string Escape(string text)
    {
        if (!text.Any(IsOrder)) return text;
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            if (IsOrder(c)) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    static bool IsOrder(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');
}
