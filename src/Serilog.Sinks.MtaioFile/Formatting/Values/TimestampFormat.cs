using System.Globalization;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>
/// Writes timestamps as .NET does in a culture. What it makes of a second is kept: only the digits of the fraction change from event to
/// event, where the format has any.
/// </summary>
sealed class TimestampFormat(string? format, CultureInfo culture, bool isUtc)
{
    /// <summary>A fraction of which the digits give away where they stand.</summary>
    const int ProbeTicks = 1_234_567;

    Second? _last;

    public void Write(DateTimeOffset timestamp, Utf8LineWriter output)
    {
        var ticks = isUtc ? timestamp.UtcTicks : timestamp.Ticks;
        var (number, fraction) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        var second = _last;
        if (second is null || second.Number != number || second.Offset != timestamp.Offset) _last = second = SecondOf(timestamp, number, fraction);
        if (second.Text is not { } text)
        {
            if (isUtc) DateText.Write(timestamp.UtcDateTime, format, culture, output);
            else DateText.Write(timestamp, format, culture, output);
            return;
        }
        var target = output.Claim(text.Length);
        text.CopyTo(target);
        FractionDigits.Write((int)fraction, target.Slice(second.FractionAt, second.FractionLength));
    }

    /// <summary>Formats the second with two fractions: where the texts differ in the digits of the fraction and in nothing else, they will do so for all others.</summary>
    Second SecondOf(DateTimeOffset timestamp, long number, long fraction)
    {
        var start = timestamp.AddTicks(-fraction);
        var text = Format(start);
        var probe = Format(start.AddTicks(ProbeTicks));
        if (text is null || probe is null || text.Length != probe.Length) return new Second(number, timestamp.Offset, Text: null);
        var at = text.AsSpan().CommonPrefixLength(probe);
        var length = text.Length - at;
        while (length > 0 && text[at + length - 1] == probe[at + length - 1]) length--;
        if (!FractionDigits.Are(ProbeTicks, probe.AsSpan(at, length)) || !FractionDigits.Are(0, text.AsSpan(at, length))) text = null;
        return new Second(number, timestamp.Offset, text, at, length);
    }

    byte[]? Format(DateTimeOffset timestamp) =>
        Utf8Text.BytesOf(isUtc ? timestamp.UtcDateTime.ToString(format, culture) : timestamp.ToString(format, culture));

    /// <param name="Number">Counted by the clock that is shown.</param>
    /// <param name="Offset">That of the timestamp.</param>
    /// <param name="Text">What the format makes of it; null when more changes within the second than the digits of the fraction.</param>
    /// <param name="FractionAt">Where these stand.</param>
    /// <param name="FractionLength">How many there are.</param>
    sealed record Second(long Number, TimeSpan Offset, byte[]? Text, int FractionAt = 0, int FractionLength = 0);
}
