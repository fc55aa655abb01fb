namespace Serilog.Sinks.MtaioFile.Reader.Scanning;

/// <summary>
/// Reads times such as <c>2026-11-27T02:23:12.1234567Z</c> and <c>2026-11-27 02:23:12.123 +01:00</c>. A time without zone counts as UTC.
/// </summary>
static class TimeText
{
    const int LengthToSeconds = 19;

    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time, out int length)
    {
        (time, length) = (default, LengthToSeconds);
        if (text.Length < LengthToSeconds || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ')) return false;
        if (text[13] != ':' || text[16] != ':') return false;
        var (year, month, day) = ((Two(text) * 100) + Two(text[2..]), Two(text[5..]), Two(text[8..]));
        var (hour, minute, second) = (Two(text[11..]), Two(text[14..]), Two(text[17..]));
        if (year is < 2 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        var ticks = Fraction(text, ref length);
        var zone = Zone(text, ref length);
        time = new DateTimeOffset(new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(ticks), zone);
        return true;
    }

    static int Two(ReadOnlySpan<byte> text)
    {
        var (tens, ones) = ((uint)(text[0] - '0'), (uint)(text[1] - '0'));
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -100_000;
    }

    static long Fraction(ReadOnlySpan<byte> text, ref int length)
    {
        if (length >= text.Length || text[length] is not ((byte)'.' or (byte)',')) return 0;
        var (ticks, unit) = (0L, TimeSpan.TicksPerSecond / 10);
        var position = length + 1;
        for (; position < text.Length && text[position] is >= (byte)'0' and <= (byte)'9'; position++)
        {
            ticks += (text[position] - '0') * unit;
            unit /= 10;
        }
        if (position > length + 1) length = position;
        return ticks;
    }

    static TimeSpan Zone(ReadOnlySpan<byte> text, ref int length)
    {
        var rest = text[length..];
        if (rest is [(byte)'Z', ..])
        {
            length++;
            return TimeSpan.Zero;
        }
        var start = rest is [(byte)' ', ..] ? 1 : 0;
        rest = rest[start..];
        if (rest.Length < 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':') return TimeSpan.Zero;
        var (hours, minutes) = (Two(rest[1..]), Two(rest[4..]));
        if (hours is < 0 or > 13 || minutes is < 0 or > 59) return TimeSpan.Zero;
        length += start + 6;
        var zone = new TimeSpan(hours, minutes, 0);
        return rest[0] == '-' ? -zone : zone;
    }
}
