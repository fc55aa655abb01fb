using System.Diagnostics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>The real programs that people follow logs with stay with the file over its rotations.</summary>
public sealed class EverydayToolsTests : IDisposable
{
    const int Files = 6;
    const int LinesPerFile = 20;

    readonly TempFolder _folder = new();
    readonly MtaioFileHandle _handle = new();

    string Log => _folder["app.log"];

    string Output => _folder["followed"];

    [RequiresFact("tail", "sh")]
    public async Task TailFollowsByNameWithoutMissingOrRepeatingALine()
    {
        using var log = Open.Rotating(Log, null, null, new() { Handle = _handle });
        using var tail = Shell($"exec tail -n +1 -F --sleep-interval=0.1 {Log} > {Output} 2> /dev/null");
        await WriteFiles(log);
        Assert.Equal(AllLines, System.IO.File.ReadAllText(Output));
    }

    [RequiresFact("rsyslogd", "sh", Root = true)]
    public async Task RsyslogFollowsWithoutMissingOrRepeatingALine()
    {
        _folder.Write("rsyslog.conf", $$"""
            global(workDirectory="{{_folder.Path}}")
            module(load="imfile")
            template(name="raw" type="string" string="%msg%\n")
            input(type="imfile" File="{{Log}}" Tag="app:" reopenOnTruncate="on")
            if $syslogtag == 'app:' then { action(type="omfile" file="{{Output}}" template="raw") stop }
            """);
        using var log = Open.Rotating(Log, null, null, new() { Handle = _handle });
        using var rsyslog = Shell($"exec rsyslogd -n -f {_folder["rsyslog.conf"]} -i {_folder["rsyslog.pid"]} > /dev/null 2>&1");
        await WriteFiles(log);
        Assert.Equal(AllLines, System.IO.File.ReadAllText(Output));
    }

    [RequiresFact("less", "script", "sh")]
    public async Task LessFollowsByNameAndShowsTheLastLineOfTheNewFile()
    {
        using var log = Open.Rotating(Log, null, null, new() { Handle = _handle });
        log.Information("before");
        await _handle.FlushAsync();
        using var less = Shell($"exec env TERM=xterm LINES=24 COLUMNS=80 script -qfc 'less --follow-name +F {Log}' {Output} > /dev/null 2>&1 < /dev/zero");
        AwaitShown("before");
        await _handle.RotateAsync();
        log.Information("after the rotation");
        await _handle.FlushAsync();
        AwaitShown("after the rotation");
        Assert.Equal("before\n", _folder.Text("app.log.1"));
    }

    public void Dispose() => _folder.Dispose();

    static string AllLines => string.Concat(Enumerable.Range(0, Files * LinesPerFile).Select(i => $"line {i}\n"));

    /// <summary>Writes some files, each read by the follower before the next rotation, as on a machine that is not overrun.</summary>
    async Task WriteFiles(Logger log)
    {
        for (var i = 0; i < Files * LinesPerFile; i++)
        {
            log.Information("line {I}", i);
            if ((i + 1) % LinesPerFile != 0) continue;
            await _handle.FlushAsync();
            AwaitShown($"line {i}\n");
            if (i + 1 < Files * LinesPerFile) await _handle.RotateAsync();
        }
        Assert.Equal(Files - 1, _folder.Names.Count(n => n.StartsWith("app.log.", StringComparison.Ordinal)));
    }

    void AwaitShown(string text) =>
        Eventually.True(() => System.IO.File.ReadAllText(Output).Contains(text, StringComparison.Ordinal), $"the follower to show '{text.Trim()}'");

    static Follower Shell(string command) => new(Process.Start("sh", ["-c", command]));

    sealed class Follower(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }
}
