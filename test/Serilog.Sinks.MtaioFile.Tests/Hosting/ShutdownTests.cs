using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>Events that services log while the host shuts down are in the file when the host is disposed of.</summary>
[Collection(ProcessWideState.Name)]
public sealed class ShutdownTests : HostedLogUnderTest
{
    /// <summary>Nothing is written but by closing.</summary>
    static readonly MtaioBatchingOptions OnlyWhenClosed = new() { Period = TimeSpan.FromHours(1), EagerlyEmitFirstEvent = false };

    [Fact]
    public async Task EveryMessageOfTheShutdownIsWrittenInOrder()
    {
        using (var host = Host(builder => builder.Services.AddHostedService<Worker>()))
        {
            var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
            lifetime.ApplicationStopping.Register(() => Log.Information("stopping"));
            lifetime.ApplicationStopped.Register(() => Log.Information("stopped"));
            await host.StartAsync();
            await host.StopAsync();
        }
        Assert.Equal("worker starts\nstopping\nworker stops\nstopped\nworker is disposed of\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task RunAsyncClosesTheFile()
    {
        var host = Host(builder => builder.Services.AddHostedService<Worker>());
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStarted.Register(lifetime.StopApplication);
        await host.RunAsync();
        Assert.Equal("worker starts\nworker stops\nworker is disposed of\n", Folder.Text("app.log"));
    }

    [Fact]
    public async Task ALoggerThatIsGivenToTheHostIsNotClosedByTheHost()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        var log = new LoggerConfiguration().MinimumLevel.Override("Microsoft", Events.LogEventLevel.Warning)
            .WriteTo.MtaioFile(Folder["app.log"], Some.LineTemplate, options: new() { Batching = OnlyWhenClosed }).CreateLogger();
        builder.Services.AddSerilog(log);
        builder.Services.AddHostedService<Worker>();
        using (var host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }
        log.Information("the host is gone");
        await log.DisposeAsync();
        Assert.Equal("worker starts\nworker stops\nworker is disposed of\nthe host is gone\n", Folder.Text("app.log"));
    }

    IHost Host(Action<HostApplicationBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Override("Microsoft", Events.LogEventLevel.Warning)
            .WriteTo.MtaioFile(Folder["app.log"], Some.LineTemplate, options: new() { Batching = OnlyWhenClosed }));
        configure(builder);
        return builder.Build();
    }

    sealed class Worker(ILogger<Worker> log) : IHostedService, IDisposable
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            log.LogInformation("worker starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            log.LogInformation("worker stops");
            return Task.CompletedTask;
        }

        public void Dispose() => log.LogInformation("worker is disposed of");
    }
}
