namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>The lengths, in whole minutes, that divide a day: by other lengths, a file would rotate at other times each day.</summary>
static class DayParts
{
    public static readonly TimeSpan WholeDay = TimeSpan.FromDays(1);

    const int MinutesOfDay = 24 * 60;
    const int MinutesOfHour = 60;

    /// <summary>Every such length, the shortest first.</summary>
    public static IReadOnlyList<TimeSpan> All { get; } =
        [.. Enumerable.Range(1, MinutesOfDay).Where(m => MinutesOfDay % m == 0).Select(m => TimeSpan.FromMinutes(m))];

    /// <summary>Whether periods of this length begin anew at each full hour.</summary>
    public static bool DividesAnHour(TimeSpan length) => TimeSpan.TicksPerHour % length.Ticks == 0;

    /// <summary>Why this is no such length, and which lengths near it are; null when it is one.</summary>
    public static string? MistakeIn(TimeSpan length)
    {
        if (All.Contains(length)) return null;
        if (length < All[0]) return $"is less than a minute; the shortest interval is {TextOf(All[0])}";
        if (length > WholeDay) return $"is more than a day; write Day, a weekday, Week, Month or Year";
        return $"does not divide a day into equal parts; write {TextOf(All.Last(l => l < length))} or {TextOf(All.First(l => l > length))}";
    }

    /// <summary>The length in hours if they are whole, else in minutes.</summary>
    public static string TextOf(TimeSpan length)
    {
        var minutes = length.Ticks / TimeSpan.TicksPerMinute;
        return minutes % MinutesOfHour == 0 ? $"{minutes / MinutesOfHour}h" : $"{minutes}m";
    }
}
