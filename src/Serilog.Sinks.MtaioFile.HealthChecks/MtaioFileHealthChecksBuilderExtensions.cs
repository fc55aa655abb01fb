using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Sinks.MtaioFile;
using Serilog.Sinks.MtaioFile.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds health checks of log files.</summary>
public static class MtaioFileHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a health check of the log file whose sink has a handle: unhealthy while events are dropped, or wait and are not written;
    /// degraded while an operation on the file fails and is tried again, while the queue is more than half full, and for some minutes
    /// after drops.
    /// </summary>
    /// <param name="builder">The builder of the health checks.</param>
    /// <param name="handle">The handle that the sink has in its options. Each sink needs its own.</param>
    /// <param name="name">The name of the check, one for each check. Default: <c>log file</c>.</param>
    /// <param name="configure">Sets from when on the file is degraded or unhealthy; null = the defaults.</param>
    /// <param name="failureStatus">What is reported instead of <see cref="HealthStatus.Unhealthy"/>; null = that.</param>
    /// <param name="tags">Tags by which endpoints choose checks; null = none.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A value of the options is not possible.</exception>
    public static IHealthChecksBuilder AddMtaioFile(
        this IHealthChecksBuilder builder,
        MtaioFileHandle handle,
        string name = "log file",
        Action<MtaioFileHealthOptions>? configure = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(handle);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var options = new MtaioFileHealthOptions();
        configure?.Invoke(options);
        var check = new MtaioFileHealthCheck(handle, options.Checked());
        return builder.Add(new HealthCheckRegistration(name, check, failureStatus, tags));
    }
}
