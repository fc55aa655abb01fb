using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>Probes of a real ASP.NET Core host: several files, endpoints for some of the checks, a disk that hangs.</summary>
public sealed class HostTests : LogUnderTest, IAsyncLifetime
{
    WebApplication? _app;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    [Fact]
    public async Task EachFileHasItsCheckAndTagsChooseTheChecksOfAnEndpoint()
    {
        var (written, closed) = (new MtaioFileHandle(), new MtaioFileHandle());
        using var client = await StartAsync(
            checks => checks.AddMtaioFile(written).AddMtaioFile(closed, "audit log", tags: ["monitoring"]),
            app => app.MapHealthChecks("/live", new HealthCheckOptions { Predicate = c => !c.Tags.Contains("monitoring") }));
        Assert.Equal("Unhealthy", await AnswerAsync(client, "/live"));
        using var log = LogTo("app.log", written);
        Assert.Equal(("Healthy", "Unhealthy"), (await AnswerAsync(client, "/live"), await AnswerAsync(client, "/health")));
        using var audit = LogTo("audit.log", closed);
        Assert.Equal("Healthy", await AnswerAsync(client, "/health"));
        audit.Dispose();
        Assert.Equal(("Healthy", "Unhealthy"), (await AnswerAsync(client, "/live"), await AnswerAsync(client, "/health")));
    }

    [Fact]
    public async Task ManyProbesAreAnsweredWhileTheDiskHangsAndTheQueueIsFull()
    {
        using var gate = new AppendGate();
        var batching = new MtaioBatchingOptions { QueueLimit = 10, Overflow = OverflowPolicy.DropNewest };
        var log = OpenPlain(new MtaioFileOptions { Batching = batching }, fileSystem: gate.FileSystem);
        log.Information("hangs");
        gate.AwaitWorker();
        using var client = await StartAsync(checks => checks.AddMtaioFile(Handle));
        for (var i = 0; i < 9; i++) log.Information("waits");
        Assert.All(await FiftyAnswersAsync(client), a => Assert.Equal("Degraded", a));
        for (var i = 0; i < 9; i++) log.Information("is dropped");
        Assert.All(await FiftyAnswersAsync(client), a => Assert.Equal("Unhealthy", a));
        gate.Open();
    }

    [Fact]
    public async Task ANameThatIsGivenTwiceIsRefusedWhenTheHostStarts()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(() =>
            StartAsync(checks => checks.AddMtaioFile(Handle).AddMtaioFile(new MtaioFileHandle())));
        Assert.Contains("log file", failure.Message, StringComparison.Ordinal);
    }

    Core.Logger LogTo(string name, MtaioFileHandle handle) =>
        new LoggerConfiguration().WriteTo.MtaioFile(Folder[name], options: new MtaioFileOptions { Handle = handle }).CreateLogger();

    static Task<string[]> FiftyAnswersAsync(HttpClient client) =>
        Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AnswerAsync(client, "/health")));

    static async Task<string> AnswerAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    async Task<HttpClient> StartAsync(Action<IHealthChecksBuilder> add, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add(builder.Services.AddHealthChecks());
        _app = builder.Build();
        _app.MapHealthChecks("/health");
        map?.Invoke(_app);
        await _app.StartAsync();
        return BuiltHost.Client(_app);
    }
}
