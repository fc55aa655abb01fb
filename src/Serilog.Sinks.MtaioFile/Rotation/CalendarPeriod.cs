namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>One minute, hour, day, week, month or year of the calendar; its end belongs to the next one.</summary>
readonly record struct CalendarPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>The period of files that do not rotate by time.</summary>
    public static readonly CalendarPeriod AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;
}
