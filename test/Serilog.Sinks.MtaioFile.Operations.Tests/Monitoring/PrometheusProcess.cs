using System.Diagnostics;
using System.Text.Json;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>A real Prometheus with the configuration and the rules of the documentation, which looks more often.</summary>
sealed class PrometheusProcess : IDisposable
{
    static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false });

    readonly Process _process;
    readonly string _address = $"127.0.0.1:{Rsyslog.FreePort()}";

    public PrometheusProcess(TempFolder folder, params string[] targets)
    {
        var rules = File("alerts.yml").Replace("        for: 5m\n", "        for: 0s\n", StringComparison.Ordinal);
        var list = string.Join(", ", targets.Select(t => $"\"{t}\""));
        folder.Write("alerts.yml", rules);
        folder.Write("prometheus.yml", File("prometheus.yml")
            .Replace(": 15s\n", ": 250ms\n", StringComparison.Ordinal)
            .With("\"127.0.0.1:9187\"", list));
        string[] arguments =
        [
            $"--config.file={folder["prometheus.yml"]}",
            $"--storage.tsdb.path={folder["data"]}",
            $"--web.listen-address={_address}",
        ];
        var start = new ProcessStartInfo("prometheus", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["no_proxy"] = "*";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Eventually.True(() => TryQuery("up == 1") is { } up && up.Length == targets.Length, "all targets");
    }

    /// <summary>The series of a query, each with its labels.</summary>
    public JsonElement[] Query(string expression)
    {
        using var answer = JsonDocument.Parse(
            Client.GetStringAsync(new Uri($"http://{_address}/api/v1/query?query={Uri.EscapeDataString(expression)}")).Result);
        Assert.Equal("success", answer.RootElement.GetProperty("status").GetString());
        return [.. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(r => r.Clone())];
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    JsonElement[]? TryQuery(string expression)
    {
        Assert.False(_process.HasExited, "Prometheus has ended");
        try
        {
            return Query(expression);
        }
        catch (AggregateException)
        {
            return null;
        }
    }

    static string File(string name) => System.IO.File.ReadAllText(Path.Combine(MonitoringDocument.Folder, name));
}
