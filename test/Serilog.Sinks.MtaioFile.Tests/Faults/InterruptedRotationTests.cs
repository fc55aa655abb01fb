using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>Rotations that a kill or a failing system call interrupts.</summary>
public sealed class InterruptedRotationTests : LogUnderTest
{
    const int LineSize = 20;

    [RequiresTheory("strace")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void AKillAtAnyRenameOfAShiftLosesNothing(int rename)
    {
        // Four rotations make a chain of four archives; the fifth has five renames, and one of them is the last thing the process does.
        var before = 1 + 2 + 3 + 4;
        using (var killed = WriterProcess.Start(
            Strace.Injecting($"rename:signal=KILL:when={before + rename}"),
            $"open path={LogPath} max={LineSize} backups=9", $"write 5 size={LineSize}", "flush", $"write 1 size={LineSize}"))
        {
            Assert.NotEqual(0, killed.AwaitExit());
        }
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 5);
        Assert.Equal(5, Folder.Names.Length);

        using var next = WriterProcess.Start(
            $"open path={Folder["app.log"]} max={LineSize} backups=9 after=5", $"write 1 size={LineSize}", "flush");
        next.Await("acked");
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 6);
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3", "app.log.4", "app.log.5"], Folder.Names);
    }

    [RequiresFact("strace")]
    public void WhenEveryRenameFailsTheFileGrowsAndTheFailureIsReportedOnce()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("rename:error=EACCES"),
            $"open path={Folder["app.log"]} max={LineSize} backups=3",
            $"write 50 size={LineSize}",
            "flush",
            "dispose");
        process.Await("disposed");
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 50);
        Assert.Equal(["app.log"], Folder.Names);
        var report = Assert.Single(process.Failures);
        var expected = $"failure Temporary - could not rotate {LogPath}, which grows beyond its limit until it can be: " +
            "rename failed: Permission denied";
        Assert.StartsWith(expected, report, StringComparison.Ordinal);
    }

    [RequiresFact("strace")]
    public void WhenTheLastRenameOfAShiftFailsTheArchivesStayAndTheGapIsFilledLater()
    {
        for (var number = 1; number <= 2; number++) Folder.Write($"app.log.{number}", $"line:{3 - number}:{new string('.', 12)};\n");
        Folder.Write("app.log", $"line:3:{new string('.', 12)};\n");
        // The shift is .2 to .3, .1 to .2, app.log to .1.
        using var process = WriterProcess.Start(
            Strace.Injecting("rename:error=EACCES:when=3"),
            $"open path={Folder["app.log"]} max={LineSize} backups=3 after=3",
            $"write 1 size={LineSize}",
            "flush");
        process.Await("acked");
        Assert.Equal(["app.log", "app.log.2", "app.log.3"], Folder.Names);
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 4);

        Eventually.True(
            () => process.Ask($"write 1 size={LineSize}", "wrote") != "" && process
                .Ask("flush", "acked") != "" && Folder.Names
                .Contains("app.log.1"),
            "a later rotation");
        Assert.Equal(["app.log", "app.log.1", "app.log.2", "app.log.3"], Folder.Names);
        Assert.Single(process.Failures);
    }

    [RequiresFact("strace")]
    public void DisposeDuringASlowRotationFinishesIt()
    {
        using var process = WriterProcess.Start(
            Strace.Injecting("rename:delay_enter=1500000"),
            $"open path={Folder["app.log"]} max={LineSize} backups=3",
            $"write 2 size={LineSize}",
            "dispose");
        process.Await("disposed");
        NumberedFiles.Read(Folder["app.log"]).AreExactly(1, 2);
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
        Assert.Empty(process.Failures);
    }

    [RequiresFact("strace")]
    public void WhenNoFileDescriptorIsLeftTheEventsWaitUntilTheFileCanBeOpened()
    {
        var path = Folder["app.log"];
        using var process = WriterProcess.Start(
            Strace.Injecting("openat:error=EMFILE:when=2..3", path),
            $"open path={path} max={LineSize} backups=9",
            $"write 3 size={LineSize}",
            "flush",
            "dispose");
        process.Await("disposed");
        NumberedFiles.Read(path).AreExactly(1, 3);
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
        Assert.StartsWith("failure Temporary - ", Assert.Single(process.Failures), StringComparison.Ordinal);
    }
}
