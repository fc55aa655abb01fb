namespace Serilog.Sinks.MtaioFile;

/// <summary>What archives are called. The active file always keeps its name.</summary>
public enum ArchiveNaming
{
    /// <summary><c>app.log.1</c> is the newest archive, <c>app.log.2</c> the one before; each rotation moves them up by one.</summary>
    Numbered,

    /// <summary>
    /// Archives are named for the period they hold and never renamed: <c>app.log.2026-11-23</c>, then <c>app.log.2026-11-23.2</c>;
    /// <c>app.log.2026-11-23_14</c> with <see cref="RotationInterval.Hour"/>, <c>app.log.2026-11-23_14-05</c> with
    /// <see cref="RotationInterval.Minute"/>. Longer periods have the date of their first day; without an interval it is the day of the rotation.
    /// </summary>
    Dated,
}
