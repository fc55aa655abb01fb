namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Which records are shown, by their times.</summary>
/// <param name="Since">The earliest time; null = from the beginning.</param>
/// <param name="Until">The first time that is not shown; null = to the end.</param>
readonly record struct TimeLimits(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>The limits in words; null = there are none.</summary>
    public string? InWords => (Since, Until) switch
    {
        (null, null) => null,
        ({ } since, null) => $"from {Words.Seconds(since)} UTC on",
        (null, { } until) => $"before {Words.Seconds(until)} UTC",
        ({ } since, { } until) => $"from {Words.Seconds(since)} to {Words.Seconds(until)} UTC",
    };

    /// <summary>A record without a time is shown only if there are no limits.</summary>
    public bool Allow(DateTimeOffset? time) =>
        (Since is not { } since || time >= since) && (Until is not { } until || time < until);
}
