// A service whose log is watched: metrics at /metrics for Prometheus, health at /health, and trace ids in each record.
// dotnet run -c Release --project sample/MonitoredService, then: curl http://127.0.0.1:9187/orders/4711
using MonitoredService;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration));
builder.Services.AddHealthChecks().AddMtaioFile(LogFile.Handle);
builder.Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddMeter("Serilog.Sinks.MtaioFile").AddPrometheusExporter())
    .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation());

await using var app = builder.Build();
app.MapPrometheusScrapingEndpoint();
app.MapHealthChecks("/health");
// For Kubernetes, which restarts a container that is not alive: without checks, since a restart helps no log.
app.MapHealthChecks("/alive", new() { Predicate = _ => false });
app.MapGet("/orders/{id:int}", (int id, ILogger<Program> log) =>
{
    log.LogInformation("Order {OrderId} was read", id);
    return Results.Ok(new { id });
});
app.MapPost("/orders", (int count, ILogger<Program> log) =>
{
    for (var id = 1; id <= count; id++) log.LogInformation("Order {OrderId} is written with {Note}", id, new string('x', 100));
    return Results.Accepted();
});
await app.RunAsync();
