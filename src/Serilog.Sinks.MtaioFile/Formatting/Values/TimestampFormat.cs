using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Writes timestamps as .NET does. The text of the last second is kept: within a second only the digits of the fraction change, if the
/// format has any.
/// </summary>
sealed class TimestampFormat(string? format, CultureInfo culture, bool isUtc)
{
    /// <summary>A fraction whose digits all differ, and none of which is zero.</summary>
    const int ProbeTicks = 1_234_567;

    /// <summary>Replaced as a whole: several threads may write at once.</summary>
    Second? _last;

    public void Write(DateTimeOffset timestamp, Utf8LineWriter output)
    {
        var ticks = isUtc ? timestamp.UtcTicks : timestamp.Ticks;
        var (number, fraction) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        var second = _last;
        if (second is null || second.Number != number || second.Offset != timestamp.Offset)
        {
            _last = second = SecondOf(timestamp, number, fraction);
        }
        if (second.Text is not { } text)
        {
            if (isUtc) DateText.Write(timestamp.UtcDateTime, format, culture, output);
            else DateText.Write(timestamp, format, culture, output);
            return;
        }
        var target = output.Reserve(text.Length);
        text.AsSpan().CopyTo(target);
        FractionDigits.Write((int)fraction, target.Slice(second.FractionStart, second.FractionLength));
    }

    /// <summary>
    /// Formats the second with two fractions. If both texts differ in the digits of the fraction alone, so do the texts of all fractions.
    /// </summary>
    Second SecondOf(DateTimeOffset timestamp, long number, long fraction)
    {
        var start = timestamp.AddTicks(-fraction);
        var text = Format(start);
        var probe = Format(start.AddTicks(ProbeTicks));
        if (text is null || probe is null || text.Length != probe.Length) return new Second(number, timestamp.Offset, Text: null);
        var at = text.AsSpan().CommonPrefixLength(probe);
        var length = text.Length - at;
        while (length > 0 && text[at + length - 1] == probe[at + length - 1]) length--;
        var areDigits = FractionDigits.Matches(ProbeTicks, probe.AsSpan(at, length)) && FractionDigits.Matches(0, text.AsSpan(at, length));
        return new Second(number, timestamp.Offset, areDigits ? text : null, at, length);
    }

    byte[]? Format(DateTimeOffset timestamp) =>
        Utf8Text.BytesOf(isUtc ? timestamp.UtcDateTime.ToString(format, culture) : timestamp.ToString(format, culture));

    /// <param name="Number">The seconds since year 1, in UTC or in local time as the format shows it.</param>
    /// <param name="Offset">The offset of the timestamp.</param>
    /// <param name="Text">The formatted second; null when not only the digits of the fraction change within the second.</param>
    /// <param name="FractionStart">Where the digits of the fraction begin in the text.</param>
    /// <param name="FractionLength">The number of these digits.</param>
    sealed record Second(long Number, TimeSpan Offset, byte[]? Text, int FractionStart = 0, int FractionLength = 0);
}
