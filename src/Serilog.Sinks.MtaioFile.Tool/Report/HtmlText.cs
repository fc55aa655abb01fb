using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Turns text of a log into text of a page: no character of it can be taken for markup, and each one can be seen.</summary>
static class HtmlText
{
    public static void Append(StringBuilder page, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) page.Append(c).Append(text[++i]);
            else Append(page, c);
        }
    }

    static void Append(StringBuilder page, char c)
    {
        switch (c)
        {
            case '&': page.Append("&amp;"); break;
            case '<': page.Append("&lt;"); break;
            case '>': page.Append("&gt;"); break;
            case '"': page.Append("&quot;"); break;
            case '\'': page.Append("&#39;"); break;
            case '\n' or '\t': page.Append(c); break;
            case var _ when IsUnseen(c): page.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
            default: page.Append(c); break;
        }
    }

    /// <summary>Control characters, halves of surrogate pairs, and what changes the direction of the text around it.</summary>
    static bool IsUnseen(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\ufffe' or '\uffff' or '\ufeff'
        || c is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069')
        || c is '\u2028' or '\u2029' or '\u061c';
}
