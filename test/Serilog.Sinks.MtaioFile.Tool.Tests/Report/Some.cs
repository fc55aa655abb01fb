using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>Records as the reader would have found them.</summary>
static class Some
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Times from seconds to centuries apart.</summary>
    public static readonly Gen<DateTimeOffset> Time =
        Gen.OneOf(Gen.Long[0, 60_000], Gen.Long[0, 86_400_000L * 40], Gen.Long[-3_000_000_000_000, 3_000_000_000_000])
            .Select(ms => Noon.AddMilliseconds(ms));

    public static readonly Gen<LogEventLevel?> Level =
        Gen.Int[-1, 5].Select(l => l < 0 ? (LogEventLevel?)null : (LogEventLevel)l);

    public static readonly Gen<ReportRecord> AnyRecord =
        Gen.Select(Time, Level, Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 2]).Select((time, level, template, hasTime, file) =>
            new ReportRecord(new($"app.log.{file}", 1, 0), hasTime ? time : null, level, $"template {template}"));

    public static ReportRecord Record(
        double secondsAfterNoon = 0,
        LogEventLevel level = LogEventLevel.Information,
        string template = "Order {Id} taken",
        string file = "app.log") =>
        new(new(file, Line: 1, Offset: 0), Noon.AddSeconds(secondsAfterNoon), level, template);

    public static LogSummary Summary(params ReportRecord[] records)
    {
        var summary = new LogSummary([]);
        foreach (var record in records) summary.Add(record);
        return summary;
    }
}
