namespace Serilog.Sinks.MtaioFile;

/// <summary>
/// The calendar period of one file, in local time or, with <see cref="RotationOptions.UseUtc"/>, in UTC. Minutes and hours are counted in
/// elapsed time. Days and longer periods end at the first moment of a date, even on a night when the clocks change.
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

    /// <summary>A new file each week. Weeks begin on Monday (ISO 8601).</summary>
    Week,

    /// <summary>A new file each month.</summary>
    Month,

    /// <summary>A new file each year.</summary>
    Year,
}
