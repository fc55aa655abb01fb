namespace Serilog.Sinks.MtaioFile.HealthChecks;

/// <summary>From when on a log file is degraded or unhealthy.</summary>
public sealed class MtaioFileHealthOptions
{
    /// <summary>
    /// While events wait and none is written for so long, the file is unhealthy: its disk hangs, or writing keeps failing. Choose a longer
    /// time than the <c>Period</c> of the sink, for which events wait although nothing is wrong. Default: 1 minute.
    /// </summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For so long after a check has noticed dropped events, the file is unhealthy. Default: 30 seconds.</summary>
    public TimeSpan DropsGoOnFor { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For so long after a check has noticed dropped events, the file is at least degraded. Default: 5 minutes.</summary>
    public TimeSpan DropsCountFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// For so long after a check has noticed failed operations, the file is degraded. Default: 1 minute. Failing writes are tried again at
    /// least every five seconds, a failing rotation with the next event.
    /// </summary>
    public TimeSpan FailuresCountFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// With a queue that is fuller, the file is degraded: from 0 (empty) to 1 (never for this reason). Default: 0.5.
    /// </summary>
    public double QueueFillLimit { get; set; } = 0.5;

    /// <summary>The clock. Default: that of the system.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <exception cref="ArgumentException">A value is not possible.</exception>
    internal MtaioFileHealthOptions Checked()
    {
        RequirePositive(StalledAfter, nameof(StalledAfter));
        RequireNotNegative(DropsGoOnFor, nameof(DropsGoOnFor));
        RequireNotNegative(DropsCountFor, nameof(DropsCountFor));
        RequireNotNegative(FailuresCountFor, nameof(FailuresCountFor));
        if (DropsGoOnFor > DropsCountFor)
        {
            throw new ArgumentException(
                $"{nameof(DropsGoOnFor)} ({DropsGoOnFor}) must not be longer than {nameof(DropsCountFor)} ({DropsCountFor})");
        }
        if (!(QueueFillLimit is >= 0 and <= 1))
            throw new ArgumentException($"{nameof(QueueFillLimit)} must be from 0 to 1, for instance 0.5, but is {QueueFillLimit}");
        if (TimeProvider is null) throw new ArgumentException($"{nameof(TimeProvider)} must not be null");
        return this;
    }

    static void RequirePositive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero) throw new ArgumentException($"{name} must be longer than zero, for instance 00:01:00, but is {value}");
    }

    static void RequireNotNegative(TimeSpan value, string name)
    {
        if (value < TimeSpan.Zero) throw new ArgumentException($"{name} must not be negative, but is {value}");
    }
}
