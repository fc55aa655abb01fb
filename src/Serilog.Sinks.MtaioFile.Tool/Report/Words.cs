using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Numbers, sizes and times as people read them. Times are UTC.</summary>
static class Words
{
    static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB", "PB"];

    public static string Number(long value) => value.ToString("N0", Invariant);

    public static string Count(long value, string one, string? many = null) => $"{Number(value)} {(value == 1 ? one : many ?? one + "s")}";

    public static string Percent(long part, long whole)
    {
        if (whole == 0) return "–";
        var percent = 100.0 * part / whole;
        if (part > 0 && percent < 0.1) return "< 0.1 %";
        return percent.ToString(part == whole || part == 0 ? "0" : "0.0", Invariant) + " %";
    }

    /// <summary>In powers of 1,000, like the sizes of disks.</summary>
    public static string Size(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 999.95 && unit < Units.Length - 1; unit++) size /= 1000;
        return unit == 0 ? Count(bytes, "byte") : $"{size.ToString("0.0", Invariant)} {Units[unit]}";
    }

    /// <summary>How many times smaller a file became.</summary>
    public static string Ratio(long before, long after) =>
        before <= 0 || after <= 0 ? "–" : $"{((double)before / after).ToString("0.0", Invariant)} : 1";

    /// <summary>In the largest unit and the next smaller one.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => $"{time.TotalMilliseconds.ToString("0.#", Invariant)} ms",
        { TotalSeconds: < 59.95 } => $"{time.TotalSeconds.ToString("0.0", Invariant)} s",
        { TotalMinutes: < 60 } => Two(Math.Max(1, time.Minutes), "min", time.TotalMinutes < 1 ? 0 : time.Seconds, "s"),
        { TotalHours: < 48 } => Two((int)time.TotalHours, "h", time.Minutes, "min"),
        _ => Two(time.Days, "days", time.Hours, "h"),
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", Invariant);

    public static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", Invariant);

    /// <summary>A time that programs can read too.</summary>
    public static Html TimeElement(DateTimeOffset? time) => time is { } t
        ? Html.Of($"<time datetime=\"{t.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", Invariant)}\">{Time(t)}</time>")
        : Html.Of($"–");

    static string Two(long larger, string unit, int smaller, string smallerUnit) =>
        smaller == 0 ? $"{Number(larger)} {unit}" : $"{Number(larger)} {unit} {smaller} {smallerUnit}";
}
