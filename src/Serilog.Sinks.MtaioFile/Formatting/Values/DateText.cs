using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>Writes dates and times in a culture.</summary>
static class DateText
{
    public static void Write<T>(T value, string? format, CultureInfo culture, Utf8LineWriter output)
        where T : IUtf8SpanFormattable, IFormattable
    {
        // Some calendars write numbers in letters, which .NET formats wrongly in UTF-8.
        if (culture.DateTimeFormat.Calendar is GregorianCalendar) output.WriteFormatted(value, format, culture);
        else output.WriteText(value.ToString(format, culture));
    }
}
