using System.Diagnostics;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Programs that follow a log (tail, rsyslog, less) continue over its rotations.</summary>
public sealed class EverydayToolsTests : LogUnderTest
{
    const int Files = 6;
    const int LinesPerFile = 20;

    string Log => Folder["app.log"];

    string Output => Folder["followed"];

    [RequiresFact("tail", "sh")]
    public async Task TailFollowsByNameWithoutMissingOrRepeatingALine()
    {
        var log = OpenRotating(path: Log);
        using var tail = Shell($"exec tail -n +1 -F --sleep-interval=0.1 {Log} > {Output} 2> /dev/null");
        await WriteFiles(log);
        Assert.Equal(AllLines, FileInUse.Text(Output));
    }

    [RequiresFact("rsyslogd", "sh", Root = true)]
    public async Task RsyslogFollowsWithoutMissingOrRepeatingALine()
    {
        Folder.Write("rsyslog.conf", $$"""
            global(workDirectory="{{Folder.Path}}")
            module(load="imfile")
            template(name="raw" type="string" string="%msg%\n")
            input(type="imfile" File="{{Log}}" Tag="app:" reopenOnTruncate="on")
            if $syslogtag == 'app:' then { action(type="omfile" file="{{Output}}" template="raw") stop }
            """);
        var log = OpenRotating(path: Log);
        using var rsyslog = Shell($"exec rsyslogd -n -f {Folder["rsyslog.conf"]} -i {Folder["rsyslog.pid"]} > /dev/null 2>&1");
        await WriteFiles(log);
        Assert.Equal(AllLines, FileInUse.Text(Output));
    }

    [RequiresFact("less", "script", "sh")]
    public async Task LessFollowsByNameAndShowsTheLastLineOfTheNewFile()
    {
        var log = OpenRotating(path: Log);
        log.Information("before");
        await FlushAsync();
        using var less = Shell(
            $"exec env TERM=xterm LINES=24 COLUMNS=80 script -qfc 'less --follow-name +F {Log}' {Output} > /dev/null 2>&1 < /dev/zero");
        AwaitShown("before");
        await Handle.RotateAsync();
        log.Information("after the rotation");
        await FlushAsync();
        AwaitShown("after the rotation");
        Assert.Equal("before\n", Folder.Text("app.log.1"));
    }

    static string AllLines => string.Concat(Enumerable.Range(0, Files * LinesPerFile).Select(i => $"line {i}\n"));

    /// <summary>Writes some files, each read by the follower before the next rotation, as on a machine that is not overrun.</summary>
    async Task WriteFiles(Logger log)
    {
        for (var i = 0; i < Files * LinesPerFile; i++)
        {
            log.Information("line {I}", i);
            if ((i + 1) % LinesPerFile != 0) continue;
            await FlushAsync();
            AwaitShown($"line {i}\n");
            if (i + 1 < Files * LinesPerFile) await Handle.RotateAsync();
        }
        Assert.Equal(Files - 1, Folder.Names.Count(n => n.StartsWith("app.log.", StringComparison.Ordinal)));
    }

    void AwaitShown(string text) =>
        Eventually.True(
            () => FileInUse.Text(Output).Contains(text, StringComparison.Ordinal), $"the follower to show '{text.Trim()}'");

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
