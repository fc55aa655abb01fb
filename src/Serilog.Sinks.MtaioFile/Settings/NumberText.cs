using System.Buffers;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Reads numbers, sizes and times as people write them.</summary>
static class NumberText
{
    const string SizeHelp = "write bytes, such as 10000000 or 10_000_000, or a size with a unit, such as \"10MB\" or \"512KiB\"";
    const string TimeHelp = "write a time with a unit, such as \"5s\", \"10m\" or \"30d\", or as \"00:00:05\"";

    /// <summary>The word for a time without end.</summary>
    const string Infinite = "infinite";

    static readonly string[] Clocks =
    [
        @"h\:mm\:ss", @"h\:mm\:ss\.FFFFFFF", @"d\.h\:mm\:ss", @"d\.h\:mm\:ss\.FFFFFFF",
    ];

    static readonly SearchValues<char> Digits = SearchValues.Create("0123456789_.");

    static readonly Dictionary<string, long> Sizes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["B"] = 1,
        ["KB"] = 1_000,
        ["MB"] = 1_000_000,
        ["GB"] = 1_000_000_000,
        ["TB"] = 1_000_000_000_000,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    // In lower case only: M would be a month elsewhere.
    static readonly Dictionary<string, long> Times = new(StringComparer.Ordinal)
    {
        ["ms"] = TimeSpan.TicksPerMillisecond,
        ["s"] = TimeSpan.TicksPerSecond,
        ["m"] = TimeSpan.TicksPerMinute,
        ["min"] = TimeSpan.TicksPerMinute,
        ["h"] = TimeSpan.TicksPerHour,
        ["d"] = TimeSpan.TicksPerDay,
    };

    public static long Size(string text) =>
        TryWhole(text, out var bytes) ? bytes : WithUnit(text, Sizes) ?? throw new FormatException($"is not a size; {SizeHelp}");

    public static long Count(string text) =>
        TryWhole(text, out var count) ? count : throw new FormatException("is not a number; write digits, such as 50000 or 50_000");

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="usualUnit">The unit to suggest when there is none.</param>
    public static TimeSpan Time(string text, string usualUnit)
    {
        if (text is "0") return TimeSpan.Zero;
        if (string.Equals(text, Infinite, StringComparison.OrdinalIgnoreCase)) return TimeSpan.MaxValue;
        if (TimeSpan.TryParseExact(text, Clocks, CultureInfo.InvariantCulture, out var time)) return time;
        if (text.Contains(':', StringComparison.Ordinal))
            throw new FormatException($"is not a time; hours go up to 23 and minutes and seconds have two digits; {TimeHelp}");
        if (TryWhole(text, out var number))
        {
            var hint = number > 0 ? $"did you mean \"{text}{usualUnit}\"? " : "";
            throw new FormatException($"has no unit; {hint}{TimeHelp}");
        }
        return WithUnit(text, Times) is { } ticks ? new TimeSpan(ticks) : throw new FormatException($"is not a time; {TimeHelp}");
    }

    static bool TryWhole(string text, out long number)
    {
        number = 0;
        return !text.StartsWith('_') && !text.EndsWith('_')
            && long.TryParse(
                text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }

    static long? WithUnit(string text, Dictionary<string, long> units)
    {
        var split = text.AsSpan().IndexOfAnyExcept(Digits);
        if (split < 1 || !units.TryGetValue(text[split..].Trim(), out var unit)) return null;
        var digits = text[..split].Replace("_", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return null;
        return number <= long.MaxValue / unit ? (long)(number * unit) : throw new FormatException("is too large");
    }
}
