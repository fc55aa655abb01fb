using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Which records are shown, by their times.</summary>
/// <param name="Since">The earliest; null = from the beginning.</param>
/// <param name="Until">The latest; null = to the end.</param>
readonly record struct TimeLimits(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The limits in words; null = there are none.</summary>
    public string? InWords => (Since, Until) switch
    {
        (null, null) => null,
        ({ } since, null) => $"since {Words.Seconds(since)} UTC",
        (null, { } until) => $"until {Words.Seconds(until)} UTC",
        ({ } since, { } until) => $"from {Words.Seconds(since)} to {Words.Seconds(until)} UTC",
    };

    /// <summary>A record without a time is shown only if there are no limits.</summary>
    public bool Allow(DateTimeOffset? time) =>
        time is { } t ? !(t < Since) && !(t > Until) : Since is null && Until is null;

    /// <summary>Reads a time, or a span before now such as 2h.</summary>
    public static bool TryRead(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (TryReadSpan(text, out var span) && span <= now - DateTimeOffset.MinValue)
        {
            time = now - span;
            return true;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }

    /// <summary>Reads 90s, 5m, 2h, 1d or 00:05:00; more than zero.</summary>
    public static bool TryReadSpan(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2) return false;
        if (text.Contains(':'))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span) && span > TimeSpan.Zero;
        }
        var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        var digits = text.AsSpan(0, text.Length - 1);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (number * unit is not (> 0 and < 1e11)) return false;
        span = TimeSpan.FromSeconds(number * unit);
        return span > TimeSpan.Zero;
    }
}
