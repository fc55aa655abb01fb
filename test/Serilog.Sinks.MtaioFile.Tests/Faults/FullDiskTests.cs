using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>The disk is full, fills up, or is read-only.</summary>
public sealed class FullDiskTests : LogUnderTest
{
    const int LineSize = 100;

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheDiskFillsUpOnlyWholeLinesAreWrittenAndTheRestInOrderWhenThereIsRoom()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("8k", $"open path={disk["app.log"]}", $"write 400 size={LineSize}");
        Eventually.True(() => process.Failures.Count > 0, "a report of the full disk");
        Eventually.True(() => disk.Text("app.log").Length > LineSize, "a filled disk");
        disk.Lines().AreExactly(1, disk.Lines().Numbers[^1]);

        disk.Remount("size=128k");
        Assert.Equal("400", process.Ask("flush", "acked"));

        disk.Lines().AreExactly(1, 400);
        Assert.Equal(400 * LineSize, disk.Text("app.log").Length);
        var report = Assert.Single(process.Failures);
        Assert.StartsWith($"failure Temporary - could not write to {disk["app.log"]}, will be retried: ", report, StringComparison.Ordinal);
        Assert.Contains("Written = 400, Dropped = 0,", process.Ask("stats", "stats"), StringComparison.Ordinal);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheDiskFillsUpRepeatedlyNothingIsLostOrDuplicated()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("8k", $"open path={disk["app.log"]} max=10000 backups=100");
        for (var round = 1; round <= 4; round++)
        {
            process.Ask($"write 250 size={LineSize}", "wrote");
            Eventually.True(() => process.Failures.Count >= round, $"report {round}");
            disk.Remount($"size={8 + (round * 32)}k");
            Assert.Equal($"{round * 250}", process.Ask("flush", "acked"));
        }
        disk.Lines().AreExactly(1, 1000);
        Assert.All(Directory.GetFiles(disk.Outside), f => Assert.InRange(new FileInfo(f).Length, LineSize, 10_000));
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheDiskStaysFullEventsAreDroppedAndReportedAndNeverWrittenLater()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("8k", $"open path={disk["app.log"]} retry=300", $"write 300 size={LineSize}");
        Eventually.True(() => process.Reported("Permanent").Count > 0, "events given up");
        disk.Remount("size=128k");
        process.Await("wrote");
        var last = 300L;
        // Until the next attempt is due, what comes is given up at once.
        Eventually.True(
            () => (last = process.AskNumber($"write 1 size={LineSize}", "wrote")) > 300 && disk.Lines().Others.Count > 0, "a notice");
        process.Ask("dispose", "disposed");

        disk.Lines().AreExactlyWithout(process.Reported("Permanent"), last);
        Assert.Empty(process.Reported("Final"));
        var notice = Assert.Single(disk.Lines().Others);
        Assert.StartsWith($"{process.Reported("Permanent").Count} log events were dropped between ", notice, StringComparison.Ordinal);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheDiskIsFullDisposeReportsTheUnwrittenEventsAsFinal()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("8k", $"open path={disk["app.log"]} shutdown=500", $"write 300 size={LineSize}", "dispose");
        Assert.InRange(process.AwaitNumber("disposed"), 0, 20_000);

        disk.Lines().AreExactlyWithout(process.Reported("Final"), 300);
        Assert.Empty(process.Reported("Permanent"));
        Assert.Contains("Pending = 0,", process.Ask("stats", "stats"), StringComparison.Ordinal);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void WhenTheDiskIsMountedReadOnlyWritingResumesWhenItIsWritableAgain()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("1m", $"open path={disk["app.log"]}", "write 10", "flush", "reopen");
        process.Await("reopened");
        // A file that is open for writing keeps the disk from being made read-only.
        process.Ask("dispose", "disposed");
        disk.Remount("ro");
        process.Ask($"open path={disk["app.log"]} after=10", "opened");
        process.Ask("write 10", "wrote");
        Eventually.True(() => process.Failures.Count > 0, "a report");
        disk.Remount("rw");
        Assert.Equal("20", process.Ask("flush", "acked"));
        disk.Lines().AreExactly(1, 20);
        Assert.Single(process.Failures);
    }

    [RequiresFact("unshare", "nsenter", Root = true)]
    public void AMillionEventsOnAFullDiskUseBoundedMemoryAndLittleProcessorTime()
    {
        using var disk = new MemoryDisk(Folder);
        using var process = disk.Start("4k", $"open path={disk["app.log"]} overflow=DropNewest shutdown=0", $"write 50 size={LineSize}");
        Eventually.True(() => process.Failures.Count > 0, "a report of the full disk");
        process.Ask($"write 1000000 size={LineSize}", "wrote");

        Assert.InRange(process.AskNumber("memory", "memory"), 0, 64L * 1024 * 1024);
        Assert.Contains("Accepted = 1000050,", process.Ask("stats", "stats"), StringComparison.Ordinal);
        using var busy = WriterProcess.Start($"open path={Folder["busy.log"]}", "pump 1 pause=100");
        var before = process.AskNumber("cpu", "cpu");
        // With a pause of 100 ms after each, these flushes of the other process take two seconds.
        busy.AwaitTimes("pumped", 20);
        Assert.InRange(process.AskNumber("cpu", "cpu") - before, 0, 500);
    }
}
