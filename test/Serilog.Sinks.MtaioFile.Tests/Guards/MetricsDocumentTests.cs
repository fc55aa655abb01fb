using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>docs/metrics.md lists every instrument, and its health check works.</summary>
[Collection(ProcessWideState.Name)]
public sealed class MetricsDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheDocumentShowsWhatIsRunHere() =>
        Snippets.AssertShown("docs/metrics.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/MetricsDocumentTests.cs", "metrics");

    [Fact]
    public void TheTableOfTheDocumentHasEveryInstrument()
    {
        using (var log = OpenPlain()) log.Information("a");
        var published = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Serilog.Sinks.MtaioFile") published.Add(instrument.Name);
            },
        };
        listener.Start();
        var shown = Regex.Matches(Snippets.Read("docs/metrics.md"), @"(?m)^\| `([\w.]+)` \|").Select(m => m.Groups[1].Value);
        Assert.Equal(published.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TheHealthCheckReportsFailuresAndLostEvents()
    {
        var builder = Host.CreateApplicationBuilder();
        // metrics:registration
        var handle = new MtaioFileHandle();
        builder.Services.AddSerilog(log => log.WriteTo.MtaioFile("logs/app.log", options: new MtaioFileOptions { Handle = handle }));
        builder.Services.AddHealthChecks().AddCheck("log file", new LogFileHealthCheck(handle));
        // end
        Directory.CreateDirectory(Folder["logs/app.log"]);
        using var host = builder.Build();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        var log = host.Services.GetRequiredService<ILogger>();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        log.Information("a");
        Eventually.True(() => handle.Statistics.Failures > 0, "a failure");
        Assert.Equal(HealthStatus.Degraded, (await health.CheckHealthAsync()).Status);
        Directory.Delete(Folder["logs/app.log"]);
        await handle.FlushAsync();
        await health.CheckHealthAsync();
        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync()).Status);
        await handle.CloseAsync();
        log.Information("too late");
        Assert.Equal("1 log events were lost", (await health.CheckHealthAsync()).Entries["log file"].Description);
    }

    // metrics:health-check
    sealed class LogFileHealthCheck(MtaioFileHandle handle) : IHealthCheck
    {
        MtaioFileStatistics _last;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var (last, now) = (_last, handle.Statistics);
            _last = now;
            var result = now switch
            {
                _ when now.Dropped > last.Dropped => HealthCheckResult.Unhealthy($"{now.Dropped - last.Dropped} log events were lost"),
                _ when now.Failures > last.Failures => HealthCheckResult.Degraded($"writing {handle.Path} fails: {now.LastError}"),
                _ => HealthCheckResult.Healthy($"{now.Pending} log events wait"),
            };
            return Task.FromResult(result);
        }
    }
    // end
}
