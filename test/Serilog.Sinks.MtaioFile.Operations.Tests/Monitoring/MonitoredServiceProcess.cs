using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The built sample MonitoredService, in a folder of the test's own.</summary>
sealed class MonitoredServiceProcess : IDisposable
{
    static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });

    readonly Process _process;

    public MonitoredServiceProcess(string folder, params string[] arguments)
    {
        Directory.CreateDirectory(folder);
        Address = $"127.0.0.1:{Rsyslog.FreePort()}";
        var program = Repository.BuiltSample("MonitoredService");
        string[] settings = ["--contentRoot", Path.Combine(Repository.Root, "sample", "MonitoredService"), "--Urls", $"http://{Address}"];
        var start = new ProcessStartInfo("dotnet", [program, .. settings, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Eventually.True(() => TryGet("/health") is not null, "the service");
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

    string? TryGet(string path)
    {
        Assert.False(_process.HasExited, "the service has ended");
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
