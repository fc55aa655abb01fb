using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>A web application whose disk fills up, asked over HTTP.</summary>
public sealed class FullDiskTests : IAsyncLifetime, IDisposable
{
    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();
    WebApplication? _app;
    bool _isMounted;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_isMounted) Shell.Run("umount", "--lazy", _folder["disk"]);
    }

    public void Dispose() => _folder.Dispose();

    [RequiresFact("mount", "umount", Root = true)]
    public async Task AFullDiskShowsInTheAnswerOfTheHostAndIsOverWhenThereIsRoom()
    {
        Mount("64k");
        using var client = await StartAsync();
        var log = _app!.Services.GetRequiredService<ILogger>();
        log.Information("first");
        await _handle.FlushAsync();
        Assert.Equal("Healthy", await client.GetStringAsync(Health));

        for (var i = 0; i < 1_000; i++) log.Information("fills the disk {Number} {Text}", i, new string('x', 100));
        Eventually.True(() => _handle.Statistics.Failures > 0, "a full disk");
        Assert.Equal("Degraded", await client.GetStringAsync(Health));

        Eventually.True(() => AnswerOf(client) == "Unhealthy", "drops, since nobody makes room");

        Shell.Run("mount", "-o", "remount,size=16m", _folder["disk"]);
        await Record.ExceptionAsync(() => _handle.FlushAsync());
        Eventually.True(() => AnswerOf(client) == "Healthy", "the way back");
        log.Information("last");
        await _handle.FlushAsync();
        Assert.EndsWith("last\n", FileInUse.Text(_folder["disk/app.log"]), StringComparison.Ordinal);
    }

    static Uri Health { get; } = new("/health", UriKind.Relative);

    static string AnswerOf(HttpClient client)
    {
        using var response = client.GetAsync(Health).Result;
        return response.Content.ReadAsStringAsync().Result;
    }

    void Mount(string size)
    {
        Directory.CreateDirectory(_folder["disk"]);
        Shell.Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _folder["disk"]);
        _isMounted = true;
    }

    async Task<HttpClient> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog(log => log.WriteTo.MtaioFile(
            _folder["disk/app.log"], options: new MtaioFileOptions { Handle = _handle, RetryTimeLimit = TimeSpan.FromSeconds(1) }));
        builder.Services.AddHealthChecks().AddMtaioFile(_handle, configure: o =>
        {
            o.DropsGoOnFor = TimeSpan.FromSeconds(1);
            o.DropsCountFor = TimeSpan.FromSeconds(2);
            o.FailuresCountFor = TimeSpan.FromSeconds(2);
        });
        _app = builder.Build();
        _app.MapHealthChecks("/health");
        await _app.StartAsync();
        return BuiltHost.Client(_app);
    }
}
