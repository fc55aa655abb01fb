namespace Serilog.Sinks.MtaioFile;

/// <summary>How archives are named. The active file always keeps its name.</summary>
public enum ArchiveNaming
{
    /// <summary>
    /// <c>app.log.1</c> is the newest archive, <c>app.log.2</c> the one before. Each rotation moves the numbers up by one.
    /// </summary>
    Numbered,

    /// <summary>
    /// An archive has the date of its period and is never renamed: <c>app.log.2026-11-23</c>, then <c>app.log.2026-11-23.2</c>. With
    /// <see cref="RotationInterval.Hour"/> it is <c>app.log.2026-11-23_14</c>, with <see cref="RotationInterval.Minute"/>
    /// <c>app.log.2026-11-23_14-05</c>. Periods longer than a day have the date of their first day. Without an interval, the date is the
    /// day of the rotation.
    /// </summary>
    Dated,
}
