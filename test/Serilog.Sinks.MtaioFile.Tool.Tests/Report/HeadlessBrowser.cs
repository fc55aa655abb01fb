using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>A Chromium without a window, driven through its debugging port. The tests of a class share it.</summary>
public sealed partial class HeadlessBrowser : IAsyncLifetime, IDisposable
{
    readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    readonly TaskCompletionSource<string> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ClientWebSocket _socket = new();
    readonly TempFolder _folder = new();
    Process? _process;
    int _lastId;

    /// <summary>What the browser has written to its console: mistakes of the page, and what its policy has forbidden.</summary>
    public List<string> Console { get; } = [];

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.Browser is not { } browser) return;
        var start = new ProcessStartInfo(browser) { RedirectStandardError = true };
        string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0", "about:blank"];
        foreach (var argument in arguments.Append($"--user-data-dir={_folder["profile"]}")) start.ArgumentList.Add(argument);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.ErrorDataReceived += (_, line) => FindPort(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("the browser has ended"));
        _process.Start();
        _process.BeginErrorReadLine();
        await ConnectAsync(await _port.Task.WaitAsync(_limit.Token));
    }

    public async Task DisposeAsync()
    {
        if (_process is null) return;
        await CallAsync("Browser.close");
        await _process.WaitForExitAsync(_limit.Token);
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_process is { HasExited: false }) _process.Kill(entireProcessTree: true);
        _process?.Dispose();
        _limit.Dispose();
        _folder.Dispose();
    }

    /// <summary>Writes a page and opens it.</summary>
    public Task ShowAsync(string page, int width, string colours = "light", string medium = "screen") =>
        OpenAsync(_folder.Write("report.html", page), width, colours, medium);

    /// <summary>Opens a page in a window of this width, as people with these wishes see it.</summary>
    async Task OpenAsync(string file, int width, string colours, string medium)
    {
        Console.Clear();
        await CallAsync("Page.navigate", new { url = "about:blank" });
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = false });
        var wish = new { name = "prefers-color-scheme", value = colours };
        await CallAsync("Emulation.setEmulatedMedia", new { media = medium, features = new[] { wish } });
        await CallAsync("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        while (await EvaluateAsync<string>("location.href + document.readyState") is var state
            && !(state.StartsWith("file:", StringComparison.Ordinal) && state.EndsWith("complete", StringComparison.Ordinal)))
        {
            _limit.Token.ThrowIfCancellationRequested();
        }
    }

    public async Task<T> EvaluateAsync<T>(string script)
    {
        var answer = await CallAsync("Runtime.evaluate", new { expression = script, returnByValue = true });
        return answer["result"]!["value"].Deserialize<T>()!;
    }

    public async Task PressTabAsync()
    {
        foreach (var type in new[] { "keyDown", "keyUp" })
        {
            await CallAsync("Input.dispatchKeyEvent", new { type, key = "Tab", code = "Tab", windowsVirtualKeyCode = 9 });
        }
    }

    void FindPort(string? line)
    {
        if (DebuggingPort().Match(line ?? "") is { Success: true } port) _port.TrySetResult(port.Groups["port"].Value);
    }

    async Task ConnectAsync(string port)
    {
        using var http = new HttpClient();
        var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json"), _limit.Token))!.AsArray();
        var page = targets.First(t => (string?)t!["type"] == "page")!;
        await _socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), _limit.Token);
        foreach (var domain in new[] { "Page", "Log", "Runtime" }) await CallAsync($"{domain}.enable");
    }

    async Task<JsonNode> CallAsync(string method, object? parameters = null)
    {
        var id = ++_lastId;
        var call = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
        await _socket.SendAsync(call, WebSocketMessageType.Text, endOfMessage: true, _limit.Token);
        while (true)
        {
            var message = await ReceiveAsync();
            if ((int?)message["id"] == id) return message["result"] ?? throw new InvalidOperationException(message.ToJsonString());
            if ((string?)message["method"] is "Log.entryAdded" or "Runtime.consoleAPICalled" or "Runtime.exceptionThrown")
            {
                Console.Add(message["params"]!.ToJsonString());
            }
        }
    }

    async Task<JsonNode> ReceiveAsync()
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(Encoding.UTF8.GetString(text.ToArray()))!;
    }

    [GeneratedRegex("DevTools listening on ws://[^:]+:(?<port>[0-9]+)/")]
    private static partial Regex DebuggingPort();
}

/// <summary>A test that needs a browser; elsewhere it is skipped with the reason.</summary>
sealed class BrowserFactAttribute : FactAttribute
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    public BrowserFactAttribute() => Skip = Browser is null ? "needs chromium" : null;

    public static string? Browser { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from name in Names
        let program = Path.Combine(folder, name)
        where File.Exists(program)
        select program).FirstOrDefault();
}
