namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// The calendar period that one file holds, in local time or with <see cref="RotationOptions.UseUtc"/> in UTC. Hours and minutes are
/// counted in elapsed time; days and longer periods end at the first moment of a local date, whatever the clocks do that night.
/// </summary>
public enum RotationInterval
{
    /// <summary>The file is not rotated by time.</summary>
    None,

    /// <summary>A new file each minute.</summary>
    Minute,

    /// <summary>A new file each hour.</summary>
    Hour,

    /// <summary>A new file each day.</summary>
    Day,

    /// <summary>A new file each week, which begins on Monday (ISO 8601).</summary>
    Week,

    /// <summary>A new file each month.</summary>
    Month,

    /// <summary>A new file each year.</summary>
    Year,
}
