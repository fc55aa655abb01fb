using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>docs/metrics.md: its table has the instruments that exist, and its health check compiles as pasted and works.</summary>
[Collection(ProcessWideState.Name)]
public sealed class MetricsDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheExamplesOfTheDocumentAreFilesThatCompile() =>
        Snippets.AssertShown("docs/metrics.md", "test/Serilog.Sinks.MtaioFile.Tests/Guards/Pasted/*.cs", "metrics");

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
    public async Task TheHealthCheckReportsFailuresAndDroppedEvents()
    {
        var builder = Host.CreateApplicationBuilder();
        var handle = new MtaioFileHandle();
        builder.Services.AddSerilog(log => log.WriteTo.MtaioFile("logs/app.log", options: new MtaioFileOptions { Handle = handle }));
        builder.Services.AddHealthChecks().AddCheck("log file", new LogFileHealthCheck(handle));
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
        Assert.Equal("1 log events were dropped", (await health.CheckHealthAsync()).Entries["log file"].Description);
    }

    [Fact]
    public async Task TheHealthCheckProgramReportsTheHealthOfItsLogFile()
    {
        using var built = new BuiltHost();
        var running = HealthCheckProgram.RunAsync(["--urls", "http://127.0.0.1:0"]);
        var host = await built.StartedAsync();
        using (var client = BuiltHost.Client(host))
        {
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        }
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;
        Assert.Contains("Application is shutting down", Folder.Text("logs/app.log"), StringComparison.Ordinal);
    }
}
