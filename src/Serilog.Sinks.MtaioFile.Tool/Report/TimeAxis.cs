using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>A mark on the axis of time, with a date where the day is another one than at the mark before.</summary>
readonly record struct TimeTick(DateTimeOffset Time, string Label, string? Date);

/// <summary>Places times on a drawing, and chooses those that are written below it: full minutes, hours, days or months (UTC).</summary>
sealed class TimeAxis(DateTimeOffset from, DateTimeOffset until, double left, double right)
{
    static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500 }.Select(ms => TimeSpan.FromTicks(ms * TimeSpan.TicksPerMillisecond)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(s => TimeSpan.FromTicks(s * TimeSpan.TicksPerSecond)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(m => TimeSpan.FromTicks(m * TimeSpan.TicksPerMinute)),
        .. new[] { 1, 2, 3, 6, 12 }.Select(h => TimeSpan.FromTicks(h * TimeSpan.TicksPerHour)),
        .. new[] { 1, 2, 7, 14 }.Select(d => TimeSpan.FromTicks(d * TimeSpan.TicksPerDay)),
    ];

    static readonly int[] Months = [1, 3, 6, 12, 24, 60, 120, 600, 1200, 6000, 12000, 24000, 60000, 120000];

    public double Left { get; } = left;

    public double Right { get; } = right;

    public double At(DateTimeOffset time) => Left + (Math.Clamp((time - from) / (until - from), 0, 1) * (Right - Left));

    public IEnumerable<TimeTick> Ticks(int atMost)
    {
        var step = Array.Find(Steps, s => (until - from) / s <= atMost);
        var (times, form) = step > TimeSpan.Zero ? (By(step), FormOf(step)) : (ByMonths(atMost), "MMM yyyy");
        DateTime? day = null;
        foreach (var time in times)
        {
            var isNewDay = step > TimeSpan.Zero && (step < TimeSpan.FromDays(1) ? day != time.Date : day?.Year != time.Year);
            var date = isNewDay ? time.ToString(step < TimeSpan.FromDays(1) ? "d MMM yyyy" : "yyyy", CultureInfo.InvariantCulture) : null;
            yield return new(new(time, TimeSpan.Zero), time.ToString(form, CultureInfo.InvariantCulture), date);
            day = time.Date;
        }
    }

    static string FormOf(TimeSpan step) => step switch
    {
        { TotalSeconds: < 1 } => "HH:mm:ss.fff",
        { TotalMinutes: < 1 } => "HH:mm:ss",
        { TotalDays: < 1 } => "HH:mm",
        _ => "d MMM",
    };

    IEnumerable<DateTime> By(TimeSpan step)
    {
        var first = (from.UtcTicks + step.Ticks - 1) / step.Ticks;
        for (var i = first; i * step.Ticks <= until.UtcTicks; i++) yield return new(i * step.Ticks);
    }

    IEnumerable<DateTime> ByMonths(int atMost)
    {
        var begin = from.UtcDateTime;
        var all = ((until.Year - begin.Year) * 12) + until.Month - begin.Month;
        var step = Array.Find(Months, m => all / m <= atMost - 1);
        for (var month = (((begin.Year - 1) * 12) + begin.Month - 1 + step - 1) / step * step; month < 9998 * 12; month += step)
        {
            var time = new DateTime((month / 12) + 1, (month % 12) + 1, 1);
            if (time > until.UtcDateTime) yield break;
            if (time >= begin) yield return time;
        }
    }
}
