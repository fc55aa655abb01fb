namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Everything that makes a file rotate.</summary>
sealed record RotationRules(RotationPolicy Size, RotationCalendar Calendar, bool RotateOnStart)
{
    /// <summary>What a dated archive is named for: its period, or without periods the day of the rotation.</summary>
    public DateTime StampOf(Period period, DateTimeOffset now) =>
        Calendar.LocalTimeAt(Calendar.Interval == RotationInterval.None ? now : period.Start);
}
