namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>
/// The widths that the buckets of a histogram may have. Each is a multiple of the one before, so buckets can be merged, and divides
/// time where people do: at full minutes, hours, days (UTC) and Mondays.
/// </summary>
static class BucketWidths
{
    static readonly TimeSpan[] Widths =
    [
        .. new[] { 1, 5, 10, 50, 100, 500 }.Select(ms => TimeSpan.FromTicks(ms * TimeSpan.TicksPerMillisecond)),
        .. new[] { 1, 5, 15, 30 }.Select(s => TimeSpan.FromTicks(s * TimeSpan.TicksPerSecond)),
        .. new[] { 1, 5, 15, 30 }.Select(m => TimeSpan.FromTicks(m * TimeSpan.TicksPerMinute)),
        .. new[] { 1, 3, 6, 12 }.Select(h => TimeSpan.FromTicks(h * TimeSpan.TicksPerHour)),
        .. new[] { 1, 7 }.Select(d => TimeSpan.FromTicks(d * TimeSpan.TicksPerDay)),
    ];

    public static TimeSpan Smallest => Widths[0];

    public static TimeSpan After(TimeSpan width)
    {
        var at = Array.IndexOf(Widths, width);
        return at < 0 || at == Widths.Length - 1 ? width * 2 : Widths[at + 1];
    }
}
