using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>The real logrotate on the file of a writing process.</summary>
public sealed class LogrotateTests : IDisposable
{
    readonly TempFolder _folder = new();

    [RequiresFact("logrotate")]
    public void InCreateModeWithAReopenNothingIsLost()
    {
        using var process = WriterProcess.Start($"open path={Path}", "pump 10 size=50 pause=1");
        for (var round = 0; round < 3; round++)
        {
            AwaitTraffic(process, 5);
            Rotate("create");
            process.Ask("reopen", "reopened");
        }
        AwaitTraffic(process, 5);
        AreAllThere(process);
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3"], Directory.GetFiles(Logs).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [RequiresFact("logrotate")]
    public void InCreateModeTheNewFileIsNoticedWithoutBeingTold()
    {
        using var process = WriterProcess.Start($"open path={Path}", "pump 10 size=50 pause=10");
        AwaitTraffic(process, 5);
        Rotate("create");
        Assert.Equal(0, new FileInfo(Path).Length);
        Eventually.True(() => new FileInfo(Path).Length > 0, "lines in the new file");
        AwaitTraffic(process, 5);
        AreAllThere(process);
        Assert.Equal(["app.log", "app.log.1"], Directory.GetFiles(Logs).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Lines written between logrotate's copy and its truncation are lost, by any program that logs this way: they can be missing where one file
    /// ends and the next begins, and nowhere else.
    /// </summary>
    [RequiresFact("logrotate")]
    public void InCopytruncateModeOnlyTheLinesBetweenCopyAndCutAreLost()
    {
        using var process = WriterProcess.Start($"open path={Path}", "pump 10 size=50 pause=1");
        for (var round = 0; round < 3; round++)
        {
            AwaitTraffic(process, 20);
            Rotate("copytruncate");
        }
        AwaitTraffic(process, 20);
        process.Ask("stop", "stopped");
        process.Ask("dispose", "disposed");

        var files = NumberedFiles.Read(Path);
        Assert.False(files.HasNuls);
        Assert.Empty(process.Failures);
        Assert.InRange(files.Others.Count, 0, 3);
        Assert.Equal(files.Numbers.Distinct().Order(), files.Numbers);
        Assert.InRange(Gaps(files.Numbers), 0, 3);
        Assert.Equal(4, Directory.GetFiles(Logs).Length);
    }

    [RequiresFact("logrotate")]
    public void InCopytruncateModeAnIdleWriterLosesNothing()
    {
        using var process = WriterProcess.Start($"open path={Path}");
        for (var round = 0; round < 3; round++)
        {
            process.Ask("write 100 size=50", "wrote");
            process.Ask("flush", "acked");
            Rotate("copytruncate");
        }
        process.Ask("write 100 size=50", "wrote");
        process.Ask("dispose", "disposed");
        NumberedFiles.Read(Path).AreExactly(1, 400);
        Assert.Equal(5000, new FileInfo(Path).Length);
    }

    string Logs => Directory.CreateDirectory(_folder["logs"]).FullName;

    string Path => System.IO.Path.Combine(Logs, "app.log");

    public void Dispose() => _folder.Dispose();

    void Rotate(string mode)
    {
        // It refuses a configuration or folder that others may write.
        _folder.Write("logrotate.conf", $"{Path} {{\n  {mode}\n  rotate 9\n  nocompress\n  size 1\n  su {Environment.UserName} {Environment.UserName}\n}}\n");
        Shell.Run("chmod", "600", _folder["logrotate.conf"]);
        Shell.Run("logrotate", "--force", "--state", _folder["state"], _folder["logrotate.conf"]);
    }

    static void AwaitTraffic(WriterProcess process, int flushes)
    {
        for (var i = 0; i < flushes; i++) process.Await("pumped");
    }

    void AreAllThere(WriterProcess process)
    {
        process.Ask("stop", "stopped");
        var last = process.AskNumber("flush", "acked");
        process.Ask("dispose", "disposed");
        NumberedFiles.Read(Path).AreExactly(1, last);
        Assert.Empty(process.Failures);
    }

    static int Gaps(IReadOnlyList<long> numbers) => numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second != pair.First + 1);
}
