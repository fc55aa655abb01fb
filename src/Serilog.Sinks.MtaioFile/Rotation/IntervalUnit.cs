namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>The kinds of intervals, the longer later. From <see cref="Day"/> on, a period begins at a time of day.</summary>
enum IntervalUnit
{
    None,
    Time,
    Day,
    Week,
    Month,
    Year,
}
