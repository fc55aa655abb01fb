// metrics:health-check
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Sinks.MtaioFile;

sealed class LogFileHealthCheck(MtaioFileHandle handle) : IHealthCheck
{
    MtaioFileStatistics _last;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (last, now) = (_last, handle.Statistics);
        _last = now;
        var result = now switch
        {
            _ when now.Dropped > last.Dropped => HealthCheckResult.Unhealthy($"{now.Dropped - last.Dropped} log events were dropped"),
            _ when now.Failures > last.Failures => HealthCheckResult.Degraded($"writing {handle.Path} fails: {now.LastError}"),
            _ => HealthCheckResult.Healthy($"{now.Pending} log events wait"),
        };
        return Task.FromResult(result);
    }
}
// end
