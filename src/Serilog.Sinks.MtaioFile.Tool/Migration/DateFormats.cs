using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Splits a format of .NET for dates into what is a date and the text around it.</summary>
static class DateFormats
{
    const string Letters = "yMdHhmsftzK";

    /// <summary>A format with words in braces instead of its date, <c>.yyyy-MM-dd'.log'</c> as <c>.{date:yyyy-MM-dd}.log</c>.</summary>
    public static string ToPattern(string format)
    {
        var (before, date, after) = Split(format);
        return $"{TemplateWriter.Escaped(before)}{{date:{date}}}{TemplateWriter.Escaped(after)}";
    }

    /// <summary>How often the date changes; null if that is no period.</summary>
    public static string? PeriodOf(string format)
    {
        var date = Split(format).Date;
        if (date.Contains('m', StringComparison.Ordinal)) return "Minute";
        if (date.Contains('H', StringComparison.Ordinal)) return "Hour";
        if (date.Contains('d', StringComparison.Ordinal)) return "Day";
        return date.Contains('M', StringComparison.Ordinal) ? "Month" : date.Contains('y', StringComparison.Ordinal) ? "Year" : null;
    }

    public static (string Before, string Date, string After) Split(string format)
    {
        var pieces = Pieces(format);
        var first = pieces.FindIndex(p => p.IsDate);
        var last = pieces.FindLastIndex(p => p.IsDate);
        if (first < 0) return (string.Concat(pieces.Select(p => p.Char)), "", "");
        return (Text(pieces[..first]), Text(pieces[first..(last + 1)]), Text(pieces[(last + 1)..]));
    }

    static string Text(IEnumerable<(char Char, bool IsDate)> pieces) => string.Concat(pieces.Select(p => p.Char));

    static List<(char Char, bool IsDate)> Pieces(string format)
    {
        List<(char, bool)> pieces = [];
        var quote = '\0';
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c == '\\' && i + 1 < format.Length) pieces.Add((format[++i], false));
            else if (quote == '\0' && c is '\'' or '"') quote = c;
            else if (quote != '\0' && c == quote) quote = '\0';
            else pieces.Add((c, quote == '\0' && Letters.Contains(c, StringComparison.Ordinal)));
        }
        return pieces;
    }

    /// <summary>A format in the way that output templates have it: braces and quotes as they are.</summary>
    public static string Unescaped(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\' && i + 1 < format.Length) i++;
            text.Append(format[i]);
        }
        return text.ToString();
    }
}
