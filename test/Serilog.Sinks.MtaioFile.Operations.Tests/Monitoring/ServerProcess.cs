using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>A program that answers HTTP requests on a free port, gone when the test is over.</summary>
abstract class ServerProcess : IDisposable
{
    static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });

    readonly Process _process;

    /// <param name="folder">Its current directory.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, from the host and the port on which it listens.</param>
    protected ServerProcess(string folder, string program, Func<string, string[]> arguments)
    {
        Address = $"127.0.0.1:{Rsyslog.FreePort()}";
        _process = Shell.StartUnheard(new ProcessStartInfo(program, arguments(Address)) { WorkingDirectory = folder });
    }

    /// <summary>The host and the port.</summary>
    public string Address { get; }

    public int Id => _process.Id;

    public string Get(string path, string? traceparent = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Address}{path}");
        if (traceparent is not null) request.Headers.Add("traceparent", traceparent);
        using var response = Client.Send(request);
        return response.Content.ReadAsStringAsync().Result;
    }

    public void Post(string path)
    {
        using var response = Client.Send(new HttpRequestMessage(HttpMethod.Post, $"http://{Address}{path}"));
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The answer; null = the program does not listen yet.</summary>
    protected string? TryGet(string path)
    {
        Assert.False(_process.HasExited, $"{GetType().Name} has ended");
        try
        {
            return Get(path);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
