using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>
/// Makes texts harmless for terminals. Whoever may write to a log could otherwise send orders to the terminal that shows it: JSON has them
/// escaped, but not the text that is made of a record.
/// </summary>
static class TerminalText
{
    /// <summary>
    /// Control characters other than line ends and tabs, and those that turn the direction of writing, are written as JSON writes them. A
    /// carriage return is a part of a line end only directly before a line feed: elsewhere it would let a text overwrite another.
    /// </summary>
    public static string Escape(string text) => Escape(text, isLine: false);

    /// <summary>The same for a text that is one line: a line end inside it is escaped too.</summary>
    public static string EscapeLine(string text) => Escape(text, isLine: true);

    static string Escape(string text, bool isLine)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isLineEnd = text[i] == '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            if (isLineEnd ? isLine : IsOrder(text[i])) escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else escaped.Append(text[i]);
        }
        return escaped.ToString();
    }

    static bool IsOrder(char c) => c is >= '\u202a' and <= '\u202e' or >= '\u2066' and <= '\u2069' || (char.IsControl(c) && c != '\t');
}
