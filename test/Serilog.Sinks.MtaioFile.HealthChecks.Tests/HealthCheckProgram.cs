// These two namespaces are imported by every project of the Web SDK.
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
// metrics:program
using Serilog;
using Serilog.Sinks.MtaioFile;

// end

/// <summary>The program of docs/metrics.md. It is outside all namespaces, so that it compiles with the usings of the page alone.</summary>
static class HealthCheckProgram
{
    public static async Task RunAsync(string[] args)
    {
        // metrics:program
        var handle = new MtaioFileHandle();
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddSerilog(log => log.WriteTo.MtaioFile("logs/app.log", options: new MtaioFileOptions { Handle = handle }));
        builder.Services.AddHealthChecks().AddMtaioFile(handle);

        await using var app = builder.Build();
        app.MapHealthChecks("/health");
        await app.RunAsync();
        // end
    }
}
