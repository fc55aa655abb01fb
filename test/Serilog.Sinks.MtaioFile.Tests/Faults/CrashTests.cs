using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Processes that end without disposing of their logger.</summary>
public sealed class CrashTests : LogUnderTest
{
    const int LineSize = 60;

    [RequiresTheory("kill")]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void AfterAKillAcknowledgedLinesAreInTheFilesOnceAndOtherLinesAreWhole(int acknowledgements)
    {
        var acknowledged = 0L;
        for (var life = 0; life < 3; life++)
        {
            var after = NumberedFiles.Read(Folder["app.log"]).Numbers.DefaultIfEmpty(0).Max();
            using var process = WriterProcess.Start($"open path={Folder["app.log"]} max=3000 after={after}", $"pump 20 size={LineSize}");
            for (var i = 0; i < acknowledgements; i++) acknowledged = process.AwaitNumber("pumped");
            process.Kill();
            acknowledged = Math.Max(acknowledged, process.LastNumber("pumped"));

            var files = NumberedFiles.Read(Folder["app.log"]);
            Assert.Equal(Numbers.From(1, files.Numbers[^1]), files.Numbers);
            Assert.InRange(files.Numbers[^1], acknowledged, long.MaxValue);
            Assert.InRange(files.Others.Count, 0, life + 1);
            Assert.False(files.HasNuls);
        }
    }

    [RequiresFact("kill")]
    public void AKillLosesOnlyQueuedEvents()
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} period=60000 eager=false", "write 5", "flush", "write 5");
        process.Await("acked");
        process.Await("wrote");
        process.Kill();
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 5);
    }

    [Theory]
    [RequiresSignalData("TERM")]
    [RequiresSignalData("INT")]
    public void CallsThatReturnWhileASignalEndsTheProcessAreWritten(string signal)
    {
        for (var run = 0; run < 3; run++)
        {
            using var folder = new TempFolder();
            using var process = WriterProcess.Start($"open path={folder["app.log"]}", "pump 3 size=40 flush=false pause=0");
            process.AwaitTimes("called", 20);
            Shell.Run("kill", $"-{signal}", $"{process.Pid}");
            process.AwaitExit();
            var called = process.LastNumber("called");
            Assert.InRange(NumberedFiles.Read(folder["app.log"]).Numbers[^1], called, long.MaxValue);
        }
    }

    [RequiresTheory("kill")]
    [InlineData("exit")]
    [InlineData("throw")]
    public void QueuedEventsAreWrittenWhenTheProcessExitsOrThrows(string end)
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} period=60000 eager=false", "write 1000", end);
        process.AwaitExit();
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 1000);
    }

    [RequiresTheory("kill")]
    [InlineData("exit", 1)]
    [InlineData("exit", 0)]
    [InlineData("environment-exit", 1)]
    [InlineData("environment-exit", 0)]
    [InlineData("throw", 1)]
    [InlineData("throw", 0)]
    public void EventsLoggedWhileTheProcessEndsAreWritten(string end, int before)
    {
        using var process = WriterProcess.Start($"open path={LogPath}", $"write {before}", "write-when-ending 10", end);
        process.AwaitExit();
        NumberedFiles.Read(LogPath).AreExactly(1, before + 10);
    }

    [RequiresFact("kill")]
    public void OverAHungDiskEventsLoggedWhileTheProcessEndsCostOneWaitInAll()
    {
        System.IO.File.CreateSymbolicLink(LogPath, "/dev/full");
        using var process = WriterProcess.Start($"open path={LogPath} shutdown=2000", "write 10", "write-when-ending 100", "exit");
        Assert.Equal(0, process.AwaitExit());
    }

    [RequiresTheory("kill")]
    [RequiresSignalData("TERM", 143)]
    [RequiresSignalData("INT", 130)]
    [RequiresSignalData("HUP", 129)]
    public void QueuedEventsAreWrittenWhenASignalEndsTheProcess(string signal, int exitCode)
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} period=60000 eager=false", "write 1000");
        process.Await("wrote");
        Shell.Run("kill", $"-{signal}", $"{process.Pid}");
        Assert.Equal(exitCode, process.AwaitExit());
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 1000);
    }

    [RequiresTheory("kill")]
    [InlineData("write-on-term 10", "open")]
    [InlineData("open", "write-on-term 10")]
    public void EventsLoggedByAHandlerOfTheSignalThatEndsTheProcessAreWritten(string first, string second)
    {
        string[] commands = [.. new[] { first, second }.Select(c => c == "open" ? $"open path={LogPath} period=60000 eager=false" : c)];
        using var process = WriterProcess.Start([.. commands, "write 10"]);
        process.Await("wrote");
        Shell.Run("kill", "-TERM", $"{process.Pid}");
        Assert.Equal(143, process.AwaitExit());
        NumberedFiles.Read(LogPath).AreExactly(1, 20);
    }

    [RequiresFact("kill")]
    public void ASignalThatAHandlerCancelsSlowsDownNoLaterEvent()
    {
        using var process = WriterProcess.Start(
            "write-on-term 10 cancel=true", $"open path={LogPath} period=60000 eager=false", "write 10");
        process.Await("wrote");
        Shell.Run("kill", "-TERM", $"{process.Pid}");
        Eventually.True(() => NumberedFiles.Read(LogPath).Numbers.Count == 20, "the events of the handler");
        // The flush of the last event may take the first of these with it.
        string[] after = [.. Enumerable.Range(1, 3).Select(_ => process.Ask("write 10", "wrote") + process.Ask("stats", "stats"))];
        Assert.DoesNotContain("Pending = 0,", after[^1], StringComparison.Ordinal);
        process.Kill();
    }

    [RequiresFact("kill")]
    public void WithoutFlushOnProcessExitOnlyQueuedEventsAreLost()
    {
        using var process = WriterProcess.Start(
            $"open path={Folder["app.log"]} period=60000 eager=false exitflush=false", "write 10", "flush", "write 10", "exit");
        Assert.Equal(0, process.AwaitExit());
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 10);
    }

    [RequiresFact("kill")]
    public void AFormatterThatEndsTheProcessLeavesNoTornLine()
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]}", "write 10", "flush", "write 10", "failfast");
        Assert.NotEqual(0, process.AwaitExit());
        var files = NumberedFiles.Read(Folder["app.log"]);
        files.AreExactly(1, files.Numbers[^1]);
        Assert.InRange(files.Numbers[^1], 10, 20);
    }

    [RequiresFact("kill")]
    public void TheProcessExitWaitsForAFullDiskOnlyUntilTheShutdownTimeout()
    {
        System.IO.File.CreateSymbolicLink(Folder["app.log"], "/dev/full");
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} shutdown=300", "write 10", "exit");
        Assert.Equal(0, process.AwaitExit());
        Assert.Contains(process.Failures, f => f.Contains("Final - 10 events", StringComparison.Ordinal));
    }

    [RequiresTheory("kill")]
    [InlineData("exit")]
    [InlineData("dispose")]
    public void AProcessThatCouldNeverOpenItsFileDoesNotWaitForTheShutdownTimeout(string end)
    {
        System.IO.File.WriteAllText(Folder["file"], "");
        using var process = WriterProcess.Start(
            $"open path={Path.Combine(Folder["file"], "app.log")} shutdown=600000", "write 10001", end, "exit");
        Assert.Equal(0, process.AwaitExit());
    }

    [RequiresFact("kill")]
    public void AnIdleSinkTakesNoProcessorTime()
    {
        using var idle = WriterProcess.Start($"open path={LogPath}", "write 10", "flush");
        idle.Await("acked");
        using var busy = WriterProcess.Start($"open path={Folder["busy.log"]}", "pump 1 pause=100");
        var before = idle.AskNumber("cpu", "cpu");
        // With a pause of 100 ms after each, these flushes of the other process take three seconds.
        busy.AwaitTimes("pumped", 30);
        Assert.InRange(idle.AskNumber("cpu", "cpu") - before, 0, 200);
    }

    [RequiresFact("sleep")]
    public void AChildProcessDoesNotInheritTheFile()
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]}", "write 1", "flush");
        process.Await("acked");
        Assert.Contains(Folder["app.log"], OpenFiles($"{process.Pid}"));
        Assert.DoesNotContain(Folder["app.log"], OpenFiles(process.Ask("child", "child")));
    }

    [RequiresFact("kill")]
    public void NoFileDescriptorIsLeftAfterRotationsAndDispose()
    {
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} max=100 backups=3", $"write 50 size={LineSize}", "flush");
        process.Await("acked");
        Assert.Single(OpenFiles($"{process.Pid}"), f => f.StartsWith(Folder.Path, StringComparison.Ordinal));
        process.Ask("dispose", "disposed");
        Assert.DoesNotContain(OpenFiles($"{process.Pid}"), f => f.StartsWith(Folder.Path, StringComparison.Ordinal));
    }

    static string[] OpenFiles(string pid) => [.. Directory.GetFiles($"/proc/{pid}/fd").Select(f => new FileInfo(f).LinkTarget ?? "")];
}
