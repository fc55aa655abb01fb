using CsCheck;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Intervals of each kind.</summary>
static class Intervals
{
    /// <summary>A few of each kind, for tests that take long.</summary>
    public static readonly string[] Texts =
    [
        "None", "Minute", "15m", "Hour", "90m", "6h", "Day", "Day 03:00", "Week", "Sunday", "Sunday 03:00", "Month", "Month 23:59", "Year",
    ];

    /// <summary>All intervals with periods.</summary>
    public static readonly Gen<RotationInterval> Periodic = Gen.OneOf(
        Gen.OneOf([.. Enumerable.Range(1, 1440).Where(m => 1440 % m == 0)]).Select(m => RotationInterval.Every(TimeSpan.FromMinutes(m))),
        Gen.Select(
            Gen.OneOf(
                Gen.OneOf(RotationInterval.Day, RotationInterval.Week, RotationInterval.Month, RotationInterval.Year),
                Gen.Enum<DayOfWeek>().Select(RotationInterval.On)),
            Gen.OneOf(
                Gen.Int[0, 1439].Select(m => new TimeOnly(m * TimeSpan.TicksPerMinute)),
                // Clocks change at these times.
                Gen.OneOf(new TimeOnly(0, 0), new TimeOnly(0, 1), new TimeOnly(1, 30), new TimeOnly(2, 0), new TimeOnly(2, 30))),
            (interval, time) => interval.At(time)));

    /// <summary>All intervals.</summary>
    public static readonly Gen<RotationInterval> All = Gen.OneOf(Gen.Const(RotationInterval.None), Periodic);
}
