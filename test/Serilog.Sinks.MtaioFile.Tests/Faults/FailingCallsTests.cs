using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Each system call on the log file fails once, by itself.</summary>
public sealed class FailingCallsTests : LogUnderTest
{
    const int LineSize = 50;

    [RequiresTheory("strace")]
    [InlineData("ENOSPC")]
    [InlineData("EIO")]
    [InlineData("EDQUOT")]
    [InlineData("EFBIG")]
    [InlineData("EROFS")]
    public void AFailedWriteIsRetriedAndKeepsTheOrder(string error)
    {
        using var process = WriterProcess.Start(
            Strace.Injecting($"pwrite64:error={error}:when=2", Folder["app.log"]),
            $"open path={LogPath} batch=10", $"write 10 size={LineSize}", "flush", $"write 35 size={LineSize}", "flush", "dispose");
        process.Await("disposed");
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 45);
        Assert.StartsWith("failure Temporary - could not write to", Assert.Single(process.Failures), StringComparison.Ordinal);
    }

    [RequiresFact("strace")]
    public void AFailedFsyncFailsTheFlushToDiskAndIsRepeated()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("fsync:error=EIO:when=1"), $"open path={Folder["app.log"]}", $"write 3 size={LineSize}");
        process.Await("wrote");
        Assert.Contains("fsync failed: Input/output error", process.Ask("flush-to-disk", "flush-to-disk-failed"), StringComparison.Ordinal);
        Assert.Equal("3", process.Ask("flush-to-disk", "on-disk"));
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 3);
    }

    [RequiresFact("strace")]
    public void AFailedFsyncOnTheIntervalIsReportedOnceAndRetried()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("fsync:error=EIO:when=1..2"), $"open path={Folder["app.log"]} fsync=50", $"write 3 size={LineSize}");
        Eventually.True(() => process.Ask("stats", "stats").Contains("Failures = 2,", StringComparison.Ordinal), "a second attempt");
        process.Ask($"write 3 size={LineSize}", "wrote");
        Assert.Equal("6", process.Ask("flush-to-disk", "on-disk"));
        Assert.Equal(
            [$"failure Temporary - could not flush {Folder["app.log"]} to disk: fsync failed: Input/output error"],
            process.Failures);
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 6);
    }

    [RequiresFact("strace")]
    public void AnIdleFileIsNotFsynced()
    {
        using var idle = StartLoggingCalls("app.log", $"write 1 size={LineSize}");
        idle.Await("wrote");
        Eventually.True(() => Fsyncs("app.log") == 1, "the first fsync");
        idle.Ask($"write 1 size={LineSize}", "wrote");
        Eventually.True(() => Fsyncs("app.log") == 2, "the second fsync");
        using (StartLoggingCalls("busy.log", "pump 1 pause=10"))
        {
            Eventually.True(() => Fsyncs("busy.log") >= 10, "ten fsyncs of a busy file");
        }
        Assert.Equal(2, Fsyncs("app.log"));
        idle.Ask("dispose", "disposed");
        Assert.Empty(idle.Failures);

        WriterProcess StartLoggingCalls(string name, string command) =>
            WriterProcess.Start(Strace.Logging("fsync,fdatasync", Folder[name + ".calls"]), $"open path={Folder[name]} fsync=50", command);

        int Fsyncs(string name) =>
            FileInUse.Lines(Folder[name + ".calls"]).Count(l => l.Contains("sync(", StringComparison.Ordinal));
    }

    [RequiresFact("strace")]
    public void AFailedCloseLosesNothing()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("close:error=EIO", Folder["app.log"]),
            $"open path={Folder["app.log"]}",
            $"write 3 size={LineSize}",
            "dispose");
        process.Await("disposed");
        Assert.Equal(0, process.Finish());
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 3);
    }

    [RequiresFact("strace")]
    public void DisposeOnAHungDiskEndsWithTheShutdownTimeout()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("pwrite64:delay_enter=20000000", LogPath),
            $"open path={LogPath} shutdown=500", $"write 3000 size={LineSize}", "dispose");
        Assert.InRange(process.AwaitNumber("disposed"), 400, 15_000);
        Assert.Equal(Numbers.From(1, 3000), process.Reported("Final"));
        Assert.Contains("Written = 0, Dropped = 3000,", process.Ask("stats", "stats"), StringComparison.Ordinal);
    }

    [RequiresFact("mkfifo")]
    public void DisposeWithAStuckReaderEndsWithTheShutdownTimeout()
    {
        Shell.Run("mkfifo", Folder["app.log"]);
        using var reader = new FileStream(Folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} shutdown=500", "write 3000 size=1000", "dispose");
        Assert.InRange(process.AwaitNumber("disposed"), 400, 15_000);
        var stats = process.Ask("stats", "stats");
        Assert.Contains("Pending = 0,", stats, StringComparison.Ordinal);
        Assert.Contains($"DroppedByShutdown = {process.Reported("Final").Count},", stats, StringComparison.Ordinal);
        var written = 3000 - process.Reported("Final").Count;
        Assert.Equal(Numbers.From(written + 1, 3000), process.Reported("Final"));
        Assert.InRange(written, 1, 65);
        var piped = new byte[written * 1000];
        reader.ReadExactly(piped);
        Folder.Write("piped.log", System.Text.Encoding.UTF8.GetString(piped));
        NumberedFiles.Read(Folder["piped.log"]).AreExactly(1, written);
    }

    [RequiresFact("mkfifo")]
    public void DisposeWithoutAReaderEndsWithTheShutdownTimeout()
    {
        Shell.Run("mkfifo", Folder["app.log"]);
        using var process = WriterProcess.Start($"open path={Folder["app.log"]} shutdown=500", "write 300", "dispose", "exit");
        Assert.InRange(process.AwaitNumber("disposed"), 400, 15_000);
        Assert.Equal(Numbers.From(1, 300), process.Reported("Final"));
        Assert.Equal(0, process.AwaitExit());
        using var reader = new FileStream(Folder["app.log"], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        reader.Write("empty"u8);
        var piped = new byte[10];
        Assert.Equal("empty"u8, piped.AsSpan(0, reader.Read(piped)));
    }

    [RequiresFact("prlimit")]
    public void AtAFileSizeLimitOnlyWholeLinesAreWrittenAndTheRestWhenTheLimitIsLifted()
    {
        using var process = WriterProcess.Start(
            ["sh", "-c", "trap '' XFSZ; ulimit -S -f 8; exec \"$@\"", "sh"],
            $"open path={LogPath} batch=100", "write 100 size=90");
        Eventually.True(() => process.Failures.Count > 0, "a report of the limit");
        var before = NumberedFiles.Read(Folder["app.log"]);
        before.AreExactly(1, before.Numbers[^1]);
        Assert.InRange(new FileInfo(Folder["app.log"]).Length, 1, 8192);

        Shell.Run("prlimit", $"--pid={process.Pid}", "--fsize=unlimited");
        Assert.Equal("100", process.Ask("flush", "acked"));
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 100);
        Assert.Single(process.Failures);
    }

    [RequiresFact("ln")]
    public void ADeviceThatIsAlwaysFullIsReportedOnceAndItsEventsAtTheEnd()
    {
        System.IO.File.CreateSymbolicLink(Folder["app.log"], "/dev/full");
        using var process = WriterProcess.Start(
            $"open path={Folder["app.log"]} max=100 backups=3 shutdown=300", "write 20 size=50");
        Eventually.True(() => process.Failures.Count > 0, "a report");
        process.Ask("dispose", "disposed");
        Assert.Equal(Numbers.From(1, 20), process.Reported("Final"));
        Assert.Single(process.Failures, f => f.StartsWith("failure Temporary", StringComparison.Ordinal));
        Assert.Equal(["app.log"], Folder.Names);
    }

    [RequiresFact("setpriv", Root = true)]
    public void AFolderWithoutWritePermissionIsReportedAndUsedWhenThePermissionIsGranted()
    {
        Shell.Run("chmod", "755", Folder.Path);
        string[] asNobody = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
        using var process = WriterProcess.Start(asNobody, $"open path={Folder["app.log"]}", "write 5");
        Eventually.True(() => process.Failures.Count > 0, "a report");
        Assert.Empty(Folder.Names);

        Shell.Run("chmod", "777", Folder.Path);
        process.Ask("write 1", "wrote");
        Assert.Equal("6", process.Ask("flush", "acked"));
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 6);
        Assert.StartsWith("failure Temporary - could not write to", Assert.Single(process.Failures), StringComparison.Ordinal);
    }
}
