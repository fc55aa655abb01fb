using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes dates and times in a culture.</summary>
static class DateText
{
    public static void Write<T>(T value, string? format, CultureInfo culture, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        if (IsSafe(culture.DateTimeFormat)) output.WriteFormatted(value, format, culture);
        else output.WriteText(value.ToString(format, culture));
    }

    /// <summary>
    /// Whether .NET formats rightly in UTF-8. Some calendars write numbers in letters. The format <c>t</c> is the first UTF-16 unit of a
    /// designator, which in some scripts is half a character.
    /// </summary>
    static bool IsSafe(DateTimeFormatInfo format) =>
        format.Calendar is GregorianCalendar && !BeginsWithSurrogate(format.AMDesignator) && !BeginsWithSurrogate(format.PMDesignator);

    static bool BeginsWithSurrogate(string text) => text.Length > 0 && char.IsSurrogate(text[0]);
}
