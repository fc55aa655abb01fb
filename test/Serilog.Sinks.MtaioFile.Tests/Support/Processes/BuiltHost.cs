using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Gets hold of the host that a program builds and runs by itself, in the way in which test servers do.</summary>
sealed class BuiltHost : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    readonly TaskCompletionSource<IHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly IDisposable _listeners;
    IDisposable? _events;

    public BuiltHost() => _listeners = DiagnosticListener.AllListeners.Subscribe(this);

    /// <summary>The host, once it has started.</summary>
    public async Task<IHost> StartedAsync()
    {
        var host = await _host.Task.WaitAsync(LongEnough);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted
            .Register(started.SetResult);
        await started.Task.WaitAsync(LongEnough);
        return host;
    }

    /// <summary>A client of the host's server, past any proxy that the machine has.</summary>
    public static HttpClient Client(IHost host)
    {
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new HttpClient(
            new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null }) { BaseAddress = new Uri(address) };
    }

    public void Dispose()
    {
        _events?.Dispose();
        _listeners.Dispose();
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting") _events = value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilt", Value: IHost host }) _host.TrySetResult(host);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
